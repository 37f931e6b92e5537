INSERT INTO companies VALUES (1), (2);
INSERT INTO projects VALUES (11, 1), (21, 2);
INSERT INTO milestones VALUES (12, 1), (22, 2);
INSERT INTO tasks VALUES (1, 11, 12), (2, 21, 12), (3, 11, 22), (4, 21, 22), (5, NULL, 12);
