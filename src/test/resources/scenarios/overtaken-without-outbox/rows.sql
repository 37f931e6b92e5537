INSERT INTO rooms VALUES (3, 'twice renumbered');
INSERT INTO seats VALUES (1, 1), (2, 2);
