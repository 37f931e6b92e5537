INSERT INTO books VALUES (1), (2);
INSERT INTO loans VALUES (1, 1), (2, 2);
INSERT INTO pages VALUES (1, 1), (2, 1), (3, 2);
