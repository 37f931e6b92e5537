INSERT INTO recipes VALUES (1, 'archived'), (2, 'published'), (3, NULL), (4, 'archived');
INSERT INTO steps VALUES (11, 1), (21, 2), (31, 3), (41, 4);
INSERT INTO pages VALUES (1, 9), (2, 0), (3, NULL);
INSERT INTO notes VALUES (11, 1), (21, 2), (31, 3);
