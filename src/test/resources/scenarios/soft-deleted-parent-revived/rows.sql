INSERT INTO recipes VALUES (1, 'revived', FALSE), (2, 'still deleted', TRUE), (3, 'never deleted', FALSE);
INSERT INTO ingredients VALUES (11, 1), (12, 1), (21, 2), (31, 3), (41, 4);
