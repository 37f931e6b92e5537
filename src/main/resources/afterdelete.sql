-- The cascades that are owed. A row is written in the transaction that deletes the parent row, and is removed in the last
-- transaction of the cascade: while it stands, work is owed. Any application may write one:
--
--   INSERT INTO afterdelete_outbox (message) VALUES ('{"id": 123, "action": "deleted"}');
--
CREATE TABLE IF NOT EXISTS afterdelete_outbox (
  id           BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  message      MEDIUMTEXT NOT NULL COMMENT 'in the message format, without outbox',
  created_at   TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  next_at      TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) COMMENT 'when the relay may send it',
  tries        INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'how often the relay has sent it since it last got on',
  turn         INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'of the message that may be carried on; an older one is superseded',
  refused_at   TIMESTAMP(6) NULL DEFAULT NULL COMMENT 'set: never sent again until it is re-armed',
  refused_code VARCHAR(64) NULL,
  done_at      TIMESTAMP(6) NULL DEFAULT NULL COMMENT 'set: done, and kept for a while as a trace',
  moved_from   BINARY(32) NULL DEFAULT NULL COMMENT 'set with done_at: SHA-256 of the table and the key that a row had',
  PRIMARY KEY (id),
  KEY afterdelete_outbox_due (done_at, refused_at, next_at),
  KEY afterdelete_outbox_moved (moved_from)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4;
