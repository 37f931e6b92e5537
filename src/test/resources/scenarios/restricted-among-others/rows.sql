INSERT INTO books VALUES (1), (2), (3), (4);
INSERT INTO loans VALUES (1, 2);
INSERT INTO pages VALUES (1, 1), (2, 2), (3, 3), (4, 4);
