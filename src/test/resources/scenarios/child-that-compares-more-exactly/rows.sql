INSERT INTO tags VALUES ('soup');
INSERT INTO taggings VALUES (1, 'soup'), (2, 'stew');
