INSERT INTO rooms VALUES (3, 'twice renumbered');
INSERT INTO seats VALUES (1, 1), (2, 2), (3, 3);
INSERT INTO afterdelete_outbox (id, message) VALUES
  (1, '{"id": 2, "action": "updated", "table": "rooms", "previous": {"id": 1}}'),
  (2, '{"id": 3, "action": "updated", "table": "rooms", "previous": {"id": 2}}');
