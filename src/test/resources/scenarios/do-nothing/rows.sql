INSERT INTO recipes VALUES (1), (2);
INSERT INTO log_entries VALUES (1, 1), (2, 2);
INSERT INTO ingredients VALUES (1, 1), (2, 2);
