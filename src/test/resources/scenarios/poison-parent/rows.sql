INSERT INTO recipes VALUES (1), (2), (3), (4), (5);
INSERT INTO ingredients VALUES (11, 1), (21, 2), (31, 3), (41, 4), (51, 5);
INSERT INTO audits VALUES (1, 3);
