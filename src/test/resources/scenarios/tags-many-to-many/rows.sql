INSERT INTO recipes VALUES (1), (2), (3);
INSERT INTO tags VALUES (1, 'quick'), (2, 'vegan'), (3, 'sweet');
INSERT INTO recipe_tags VALUES (1, 1), (1, 2), (2, 1), (2, 2), (2, 3), (3, 3);
