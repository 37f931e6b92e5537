INSERT INTO rooms VALUES (10), (2);
INSERT INTO seats VALUES (1, 1), (2, 1), (3, 2), (4, 10);
