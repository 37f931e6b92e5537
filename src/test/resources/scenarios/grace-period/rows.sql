INSERT INTO recipes VALUES (1, 'long gone', '2020-01-01'), (2, 'just gone', '2100-01-01'), (3, 'just gone, and asked for', '2100-01-01'), (4, 'standing', NULL);
INSERT INTO steps VALUES (11, 1), (21, 2), (31, 3), (41, 4);
