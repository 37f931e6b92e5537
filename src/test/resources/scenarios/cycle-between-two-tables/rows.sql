INSERT INTO teams VALUES (1, 10), (2, 11), (3, 30), (4, 40);
INSERT INTO users VALUES (10, 1), (11, 1), (20, 2), (30, 3), (40, 3), (50, 4), (60, NULL);
INSERT INTO badges VALUES (1, 10), (2, 20), (3, 30), (4, 50), (5, 60);
