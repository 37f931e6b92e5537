INSERT INTO recipes VALUES (1), (2), (3), (4);
INSERT INTO steps VALUES (11, 1), (12, 1), (21, 2), (31, 3), (32, 3), (33, 3), (34, 3), (35, 3), (41, 4), (51, 5);
INSERT INTO photos VALUES (111, 11), (112, 12), (211, 21), (511, 51);
INSERT INTO plans VALUES (2, 2), (4, 4);
