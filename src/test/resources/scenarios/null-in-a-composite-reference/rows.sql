INSERT INTO cells VALUES (1, 1), (1, 2), (9, 9);
INSERT INTO pieces VALUES (1, 1, 1), (2, 1, NULL), (3, NULL, 1), (4, NULL, NULL), (5, 1, 2), (6, 8, 8), (7, 8, NULL);
