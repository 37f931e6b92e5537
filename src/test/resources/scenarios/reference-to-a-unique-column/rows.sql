INSERT INTO users VALUES (1, 'ann'), (4, 'dan'), (5, NULL), (6, 'fred');
INSERT INTO posts VALUES (1, 'ann'), (2, 'ann'), (3, 'bob'), (4, 'cid'), (5, 'dan'), (6, NULL), (7, 'fay');
