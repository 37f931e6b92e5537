INSERT INTO users VALUES (1), (2), (3);
INSERT INTO messages VALUES (1, 1, 2), (2, 2, 1), (3, 1, 1), (4, 2, 3), (5, 3, NULL), (6, NULL, 1);
