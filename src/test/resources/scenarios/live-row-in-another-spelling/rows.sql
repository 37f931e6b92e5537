INSERT INTO tags VALUES ('soup');
INSERT INTO taggings VALUES (1, 'Soup'), (2, 'stew');
