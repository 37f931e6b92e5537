INSERT INTO rooms VALUES (1, 'new'), (2, 'renumbered');
INSERT INTO seats VALUES (1, 1), (2, 2);
