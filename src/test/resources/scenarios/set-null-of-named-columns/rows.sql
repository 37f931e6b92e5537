INSERT INTO authors VALUES (1, 1), (1, 2), (2, 1);
INSERT INTO posts VALUES (1, 1, 1), (1, 2, 2), (1, 3, 1), (1, 4, NULL), (2, 1, 1);
