INSERT INTO shelves VALUES ('none'), ('poems');
INSERT INTO books VALUES (1, 'NONE'), (2, 'Poems'), (3, 'poems');
