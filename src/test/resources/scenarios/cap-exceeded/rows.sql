INSERT INTO recipes VALUES (1);
INSERT INTO steps VALUES (11, 1), (12, 1);
INSERT INTO photos VALUES (111, 11), (112, 12);
INSERT INTO plans VALUES (1, 1);
INSERT INTO afterdelete_outbox (message) VALUES ('{"id": 1, "action": "deleted", "table": "recipes"}');
