INSERT INTO recipes VALUES (1, 'created again', '2026-01-31 12:00:09.5'), (2, 'still there', '2026-01-30'),
  (4, 'created just then', '2026-01-31 12:00:00'), (5, 'created nobody knows when', NULL);
INSERT INTO steps VALUES (11, 1), (12, 1), (21, 2), (31, 3), (41, 4), (51, 5);
INSERT INTO afterdelete_outbox (message) VALUES ('{"id": 1, "action": "deleted", "table": "recipes", "at": "2026-01-31T12:00:00Z"}');
