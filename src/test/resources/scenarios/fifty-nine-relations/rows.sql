INSERT INTO machines VALUES (1), (2), (3);
INSERT INTO part_01 VALUES (1, 1), (2, 2), (3, 3);
INSERT INTO part_30 VALUES (1, 1), (2, 2), (3, 3);
INSERT INTO part_59 VALUES (1, 1), (2, 1), (3, 3), (4, NULL);
