INSERT INTO templates VALUES (1), (2), (3);
INSERT INTO pages VALUES (1, 1), (2, 2), (3, 2), (4, 3), (5, NULL);
