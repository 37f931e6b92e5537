INSERT INTO categories VALUES (10, NULL), (2, 1), (3, 1), (4, 2), (5, 10);
