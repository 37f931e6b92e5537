INSERT INTO posts VALUES (0, 0), (1, 0), (2, 1), (3, 2), (4, 0);
INSERT INTO comments VALUES (1, 0), (2, 3), (3, 4), (4, -1);
