INSERT INTO badges VALUES (7), (8);
INSERT INTO members VALUES (1, 7), (2, 8), (3, NULL);
INSERT INTO doors VALUES (1, 7), (2, 8), (3, NULL);
INSERT INTO lockers VALUES (1, 7), (2, 8);
