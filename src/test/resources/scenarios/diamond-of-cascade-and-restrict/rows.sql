INSERT INTO hotels VALUES (1), (2), (3);
INSERT INTO rooms VALUES (11, 1), (21, 2), (22, 2), (31, 3);
INSERT INTO guests VALUES (12, 1), (23, 2), (32, 3);
INSERT INTO bookings VALUES (1, 11, 12), (2, 21, 23), (3, 22, 32);
