INSERT INTO rooms VALUES (1, 'as before');
INSERT INTO seats VALUES (1, 1), (2, 2);
INSERT INTO afterdelete_outbox (id, message) VALUES
  (1, '{"id": 2, "action": "updated", "table": "rooms", "previous": {"id": 1}}'),
  (2, '{"id": 1, "action": "updated", "table": "rooms", "previous": {"id": 2}}');
