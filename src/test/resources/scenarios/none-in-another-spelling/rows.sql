INSERT INTO shelves VALUES ('None'), ('poems');
INSERT INTO books VALUES (1, 'none'), (2, 'NONE'), (3, 'poems');
