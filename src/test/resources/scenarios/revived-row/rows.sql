INSERT INTO recipes VALUES (1, 'revived before the sweep', '2026-01-01'), (2, 'marked', '2026-01-01'), (3, 'revived before the message', NULL);
INSERT INTO steps VALUES (11, 1), (21, 2), (31, 3);
