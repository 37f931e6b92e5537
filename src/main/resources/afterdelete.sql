-- The cascades that are owed. A row is written in the transaction that deletes the parent row, and is removed in the last
-- transaction of the cascade: while it stands, work is owed. Any application may write one:
--
--   INSERT INTO afterdelete_outbox (message) VALUES ('{"id": 123, "action": "deleted"}');
--
CREATE TABLE IF NOT EXISTS afterdelete_outbox (
  id           BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  message      MEDIUMTEXT NOT NULL COMMENT 'in the message format, without outbox; of a suspended cascade, what is left',
  created_at   TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  next_at      TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) COMMENT 'when the relay may send it',
  tries        INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'how often the relay has sent it since it last got on',
  turn         INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'of the message that may be carried on; an older one is superseded',
  approved     BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'whether a cascade over its cap was let through, or has begun',
  refused_at   TIMESTAMP(6) NULL DEFAULT NULL COMMENT 'set: never sent again until it is re-armed',
  refused_code VARCHAR(64) NULL,
  done_at      TIMESTAMP(6) NULL DEFAULT NULL COMMENT 'set: done, and kept for a while as a trace',
  moved_from   BINARY(32) NULL DEFAULT NULL COMMENT 'set with done_at: SHA-256 of the table and the key that a row had',
  PRIMARY KEY (id),
  KEY afterdelete_outbox_due (done_at, refused_at, next_at),
  KEY afterdelete_outbox_moved (moved_from)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4;

-- Where the orphan scan stands, a row for each relation. Times are UTC. Rows may be removed at any time, together with
-- those of afterdelete_orphans: the scan of the relation then begins anew.
CREATE TABLE IF NOT EXISTS afterdelete_orphan_scan (
  relation    BINARY(16) NOT NULL COMMENT 'digest of the declared reference',
  name        VARCHAR(255) NOT NULL COMMENT 'of the relation, for people',
  pass        BIGINT UNSIGNED NOT NULL,
  started_at  DATETIME(6) NOT NULL,
  ended_at    DATETIME(6) NULL DEFAULT NULL COMMENT 'set: the pass has seen the whole table',
  after_key   TEXT NULL COMMENT 'the last child row that was looked at',
  looked_at   BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'rows of this pass',
  orphans     BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'of this pass',
  fixed       BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'of these',
  oldest_at   DATETIME(6) NULL DEFAULT NULL COMMENT 'since when the oldest of them is known',
  samples     MEDIUMTEXT NULL COMMENT 'keys of the first few',
  suspects    MEDIUMTEXT NULL COMMENT 'what most of them hold',
  undeclared  TEXT NULL COMMENT 'set: a none that nobody declared; the scan has stopped',
  PRIMARY KEY (relation)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

-- References that were found to lead nowhere, so that a later pass can confirm it.
CREATE TABLE IF NOT EXISTS afterdelete_orphans (
  relation    BINARY(16) NOT NULL,
  reference   BINARY(16) NOT NULL COMMENT 'digest of the child row''s key and of what it holds',
  first_seen  DATETIME(6) NOT NULL,
  last_pass   BIGINT UNSIGNED NOT NULL COMMENT 'the last one that saw it',
  PRIMARY KEY (relation, reference),
  KEY afterdelete_orphans_pass (relation, last_pass)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;
