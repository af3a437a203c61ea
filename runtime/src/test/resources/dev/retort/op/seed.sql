INSERT INTO t VALUES ('ä; b');
-- and
DELETE FROM t;
