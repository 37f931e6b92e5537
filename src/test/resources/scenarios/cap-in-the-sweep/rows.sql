INSERT INTO recipes VALUES (1, 'small', TRUE), (2, 'large', TRUE), (3, 'small', TRUE), (4, 'standing', FALSE);
INSERT INTO steps VALUES (11, 1), (12, 1), (21, 2), (22, 2), (23, 2), (31, 3), (41, 4);
