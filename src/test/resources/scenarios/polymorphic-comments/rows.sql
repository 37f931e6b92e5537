INSERT INTO recipes VALUES (1), (2);
INSERT INTO photos VALUES (1), (2);
INSERT INTO comments VALUES (1, 'Recipe', 1), (2, 'Photo', 1), (3, 'Recipe', 2), (4, 'Photo', 2), (5, NULL, 1), (6, 'Page', 1);
INSERT INTO likes VALUES (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6);
