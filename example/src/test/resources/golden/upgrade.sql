-- Upgrade from base to head: 8 revisions
--
-- For SQLite 3.40 or newer. Back the database up first:
--   sqlite3 app.db ".backup before.db"
-- Then, with nothing else at work on it:
--   sqlite3 -bail app.db < script.sql
--
-- All is done in one transaction, or nothing. At the top it looks whether the database is
-- where it begins. No line but the last ends a statement, so that the sqlite3 command takes
-- all as one, and stops at the first error even without -bail. Another program that runs it
-- must stop at the first error, and roll back.

/*
   let a table be dropped and made again without its references; this is of the connection
*/ PRAGMA foreign_keys = OFF; /*

   let a rename change all that refers to it
*/ PRAGMA legacy_alter_table = OFF; /*

   do all of it or nothing
*/ BEGIN IMMEDIATE; /*

   a problem cannot be written here: json_extract takes it for a path, and fails with its words
*/ CREATE TEMP TABLE retort_guard (
  problem TEXT CHECK (json_extract('0', problem) IS NULL AND problem IS NULL),
  complete INTEGER CONSTRAINT "something before has failed, so that nothing is kept" CHECK (complete)
); /*

   look whether SQLite is new enough
*/ INSERT INTO temp.retort_guard (problem) VALUES ((
SELECT 'this script is for SQLite 3.40 or newer, and this is SQLite ' || sqlite_version() WHERE CAST(substr(sqlite_version(), 3) AS INTEGER) < 40
)); /*

   make the history if there is none
*/ CREATE TABLE IF NOT EXISTS main."retort_history" (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  fingerprint TEXT,
  message TEXT NOT NULL,
  applied_at TEXT NOT NULL,
  duration_ms INTEGER NOT NULL,
  applied_by TEXT NOT NULL,
  retort_version TEXT NOT NULL,
  format INTEGER NOT NULL,
  undo TEXT
); /*

   look whether the database is where this script begins
*/ INSERT INTO temp.retort_guard (problem) VALUES ((
SELECT 'the history has format ' || max(format) || ', which this script does not know' FROM main."retort_history" WHERE format > 1
)); /*

   look whether the database is where this script begins
*/ INSERT INTO temp.retort_guard (problem) VALUES ((
WITH wanted(id) AS (SELECT NULL WHERE 0) SELECT 'the database is not where this script begins: ' || group_concat(words, ', ') FROM (SELECT id || ' is not applied' AS words FROM wanted WHERE id NOT IN (SELECT id FROM main."retort_history") UNION ALL SELECT id || ' is applied' FROM main."retort_history" WHERE id NOT IN (SELECT id FROM wanted))
)); /*

   take note of the rows that reference nothing already
*/ CREATE TEMP TABLE retort_broken (child TEXT COLLATE NOCASE, columns TEXT, parent TEXT COLLATE NOCASE, row INTEGER); /*

   take note of the rows that reference nothing already
*/ INSERT INTO temp.retort_broken SELECT child, lower(columns), parent, row FROM (SELECT t.name AS child, (SELECT group_concat('"' || replace(k."from", '"', '""') || '"', ', ') FROM (SELECT "from" FROM pragma_foreign_key_list(t.name, 'main') WHERE id = c.fkid ORDER BY seq) AS k) AS columns, c.parent AS parent, c.rowid AS row FROM main.sqlite_schema AS t, pragma_foreign_key_check(t.name, 'main') AS c WHERE t.type = 'table'); /*

   ---- revision create-files: files and their full-text index

   create table "files"
*/ CREATE TABLE "files" (
  "id" INTEGER PRIMARY KEY,
  "path" TEXT NOT NULL UNIQUE,
  "name" TEXT NOT NULL,
  "size" BIGINT NOT NULL,
  "modified" TEXT NOT NULL,
  "kind" TEXT
); /*

   create virtual table "files_search" using fts5
*/ CREATE VIRTUAL TABLE "files_search" USING "fts5"(path, content='files', content_rowid='id', tokenize='trigram'); /*

   create trigger "files_added" on "files"
*/ CREATE TRIGGER main.files_added AFTER INSERT ON files BEGIN
  INSERT INTO files_search (rowid, path) VALUES (new.id, new.path);
END; /*

   create trigger "files_removed" on "files"
*/ CREATE TRIGGER main.files_removed AFTER DELETE ON files BEGIN
  INSERT INTO files_search (files_search, rowid, path) VALUES ('delete', old.id, old.path);
END; /*

   create trigger "files_renamed" on "files"
*/ CREATE TRIGGER main.files_renamed AFTER UPDATE OF path ON files BEGIN
  INSERT INTO files_search (files_search, rowid, path) VALUES ('delete', old.id, old.path);
  INSERT INTO files_search (rowid, path) VALUES (new.id, new.path);
END; /*

   write down that revision "create-files" is applied
*/ INSERT INTO main."retort_history" (seq, id, kind, fingerprint, message, applied_at, duration_ms, applied_by, retort_version, format, undo)
SELECT coalesce(max(seq), 0) + 1, 'create-files', 'upgrade', '1:364ad670fcae65a46dbfcb070ea7dcbdc441dacc648d2d08c6e4ced9f8287cbc', 'files and their full-text index', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 0, 'script', 'VERSION', 1, '-- 1:364ad670fcae65a46dbfcb070ea7dcbdc441dacc648d2d08c6e4ced9f8287cbc
'
FROM main."retort_history"; /*

   ---- revision add-tags: tags of files

   create table "tags"
*/ CREATE TABLE "tags" (
  "id" INTEGER PRIMARY KEY,
  "name" TEXT NOT NULL COLLATE "NOCASE" UNIQUE
); /*

   create table "file_tags"
*/ CREATE TABLE "file_tags" (
  "file_id" BIGINT NOT NULL,
  "tag_id" BIGINT NOT NULL,
  PRIMARY KEY ("file_id", "tag_id")
) WITHOUT ROWID; /*

   write down that revision "add-tags" is applied
*/ INSERT INTO main."retort_history" (seq, id, kind, fingerprint, message, applied_at, duration_ms, applied_by, retort_version, format, undo)
SELECT coalesce(max(seq), 0) + 1, 'add-tags', 'upgrade', '1:78b09284e652a217bcf158eaf1ed16a098a3351c02b9d98ac5781784eba20673', 'tags of files', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 0, 'script', 'VERSION', 1, '-- 1:78b09284e652a217bcf158eaf1ed16a098a3351c02b9d98ac5781784eba20673
'
FROM main."retort_history"; /*

   ---- revision require-kind: every file has a kind
   alter column "kind": not null, backfilled with 'other': rebuild of "files" (1 index): rows get the value of its backfill

   find NULL in "kind" of "files", which must not be NULL from now on
*/ INSERT INTO temp.retort_guard (problem) VALUES ((
WITH bad(k) AS MATERIALIZED (SELECT "files"."id" FROM main."files" WHERE coalesce("files"."kind", ('other')) IS NULL) SELECT 'column "kind" of "files" is NULL in ' || n || iif(n = 1, ' row', ' rows') || ' (rowid ' || first || iif(n > 3, ', ..', '') || ')' || ', where its backfill is NULL too.' FROM (SELECT (SELECT count(*) FROM bad) AS n, (SELECT group_concat(k, ', ') FROM (SELECT k FROM bad LIMIT 3)) AS first) WHERE n > 0
)); /*

   make the new shape of "files"
*/ CREATE TABLE "retort_new_files" (
  "id" INTEGER PRIMARY KEY,
  "path" TEXT NOT NULL UNIQUE,
  "name" TEXT NOT NULL,
  "size" BIGINT NOT NULL,
  "modified" TEXT NOT NULL,
  "kind" TEXT NOT NULL
); /*

   copy the rows of "files" into its new shape
*/ INSERT OR ABORT INTO main."retort_new_files" ("id", "path", "name", "size", "modified", "kind") SELECT "files"."id", "files"."path", "files"."name", "files"."size", "files"."modified", coalesce("files"."kind", ('other')) FROM main."files" ORDER BY "files"."id"; /*

   compare the numbers of rows
*/ INSERT INTO temp.retort_guard (problem) VALUES ((
SELECT 'copied ' || made || ' of ' || had || ' rows' FROM (SELECT (SELECT count(*) FROM main."files") AS had, (SELECT count(*) FROM main."retort_new_files") AS made) WHERE had <> made
)); /*

   drop the old shape of "files"
*/ DROP TABLE main."files"; /*

   leave what refers to "files" as it is written
*/ PRAGMA legacy_alter_table = ON; /*

   put the new shape of "files" in its place
*/ ALTER TABLE main."retort_new_files" RENAME TO "files"; /*

   end that
*/ PRAGMA legacy_alter_table = OFF; /*

   make trigger "files_added" again
*/ CREATE TRIGGER main.files_added AFTER INSERT ON files BEGIN
  INSERT INTO files_search (rowid, path) VALUES (new.id, new.path);
END; /*

   make trigger "files_removed" again
*/ CREATE TRIGGER main.files_removed AFTER DELETE ON files BEGIN
  INSERT INTO files_search (files_search, rowid, path) VALUES ('delete', old.id, old.path);
END; /*

   make trigger "files_renamed" again
*/ CREATE TRIGGER main.files_renamed AFTER UPDATE OF path ON files BEGIN
  INSERT INTO files_search (files_search, rowid, path) VALUES ('delete', old.id, old.path);
  INSERT INTO files_search (rowid, path) VALUES (new.id, new.path);
END; /*

   check all foreign keys
*/ INSERT INTO temp.retort_guard (problem) VALUES ((
WITH now AS (SELECT t.name AS child, (SELECT group_concat('"' || replace(k."from", '"', '""') || '"', ', ') FROM (SELECT "from" FROM pragma_foreign_key_list(t.name, 'main') WHERE id = c.fkid ORDER BY seq) AS k) AS columns, c.parent AS parent, c.rowid AS row FROM main.sqlite_schema AS t, pragma_foreign_key_check(t.name, 'main') AS c WHERE t.type = 'table'), fresh AS (SELECT child, columns, parent, row, count(*) - (SELECT count(*) FROM temp.retort_broken AS was WHERE was.child = now.child AND was.columns = lower(now.columns) AND was.parent = now.parent AND was.row IS now.row) AS n FROM now GROUP BY child, columns, parent, row HAVING n > 0) SELECT group_concat(words, '; ') || iif((SELECT count(*) FROM fresh) > 5, '; and ' || ((SELECT count(*) FROM fresh) - 5) || ' more', '') FROM (SELECT 'row ' || coalesce(row, '(without rowid)') || ' of "' || child || '" references no row of "' || parent || '" by (' || columns || ')' AS words FROM fresh ORDER BY child, row LIMIT 5)
)); /*

   write down that revision "require-kind" is applied
*/ INSERT INTO main."retort_history" (seq, id, kind, fingerprint, message, applied_at, duration_ms, applied_by, retort_version, format, undo)
SELECT coalesce(max(seq), 0) + 1, 'require-kind', 'upgrade', '1:de20e4c059d3bfa6048b50ddcc7d0b70244825716ab9174aaa263d3ea3f7d03d', 'every file has a kind', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 0, 'script', 'VERSION', 1, '-- 1:de20e4c059d3bfa6048b50ddcc7d0b70244825716ab9174aaa263d3ea3f7d03d
CREATE TABLE "files" (
  "id" INTEGER PRIMARY KEY,
  "path" TEXT NOT NULL UNIQUE,
  "name" TEXT NOT NULL,
  "size" BIGINT NOT NULL,
  "modified" TEXT NOT NULL,
  "kind" TEXT
)
;
CREATE TRIGGER files_added AFTER INSERT ON files BEGIN
  INSERT INTO files_search (rowid, path) VALUES (new.id, new.path);
END
;
CREATE TRIGGER files_removed AFTER DELETE ON files BEGIN
  INSERT INTO files_search (files_search, rowid, path) VALUES (''delete'', old.id, old.path);
END
;
CREATE TRIGGER files_renamed AFTER UPDATE OF path ON files BEGIN
  INSERT INTO files_search (files_search, rowid, path) VALUES (''delete'', old.id, old.path);
  INSERT INTO files_search (rowid, path) VALUES (new.id, new.path);
END
;
'
FROM main."retort_history"; /*

   ---- revision modified-in-seconds: times are seconds since 1970
   alter column "modified": type bigint, using unixepoch(modified): rebuild of "files" (1 index): every value is converted

   make the new shape of "files"
*/ CREATE TABLE "retort_new_files" (
  "id" INTEGER PRIMARY KEY,
  "path" TEXT NOT NULL UNIQUE,
  "name" TEXT NOT NULL,
  "size" BIGINT NOT NULL,
  "modified" BIGINT NOT NULL,
  "kind" TEXT NOT NULL
); /*

   copy the rows of "files" into its new shape
*/ INSERT OR ABORT INTO main."retort_new_files" ("id", "path", "name", "size", "modified", "kind") SELECT "files"."id", "files"."path", "files"."name", "files"."size", (unixepoch(modified)), "files"."kind" FROM main."files" ORDER BY "files"."id"; /*

   compare the numbers of rows
*/ INSERT INTO temp.retort_guard (problem) VALUES ((
SELECT 'copied ' || made || ' of ' || had || ' rows' FROM (SELECT (SELECT count(*) FROM main."files") AS had, (SELECT count(*) FROM main."retort_new_files") AS made) WHERE had <> made
)); /*

   drop the old shape of "files"
*/ DROP TABLE main."files"; /*

   leave what refers to "files" as it is written
*/ PRAGMA legacy_alter_table = ON; /*

   put the new shape of "files" in its place
*/ ALTER TABLE main."retort_new_files" RENAME TO "files"; /*

   end that
*/ PRAGMA legacy_alter_table = OFF; /*

   make trigger "files_added" again
*/ CREATE TRIGGER main.files_added AFTER INSERT ON files BEGIN
  INSERT INTO files_search (rowid, path) VALUES (new.id, new.path);
END; /*

   make trigger "files_removed" again
*/ CREATE TRIGGER main.files_removed AFTER DELETE ON files BEGIN
  INSERT INTO files_search (files_search, rowid, path) VALUES ('delete', old.id, old.path);
END; /*

   make trigger "files_renamed" again
*/ CREATE TRIGGER main.files_renamed AFTER UPDATE OF path ON files BEGIN
  INSERT INTO files_search (files_search, rowid, path) VALUES ('delete', old.id, old.path);
  INSERT INTO files_search (rowid, path) VALUES (new.id, new.path);
END; /*

   check all foreign keys
*/ INSERT INTO temp.retort_guard (problem) VALUES ((
WITH now AS (SELECT t.name AS child, (SELECT group_concat('"' || replace(k."from", '"', '""') || '"', ', ') FROM (SELECT "from" FROM pragma_foreign_key_list(t.name, 'main') WHERE id = c.fkid ORDER BY seq) AS k) AS columns, c.parent AS parent, c.rowid AS row FROM main.sqlite_schema AS t, pragma_foreign_key_check(t.name, 'main') AS c WHERE t.type = 'table'), fresh AS (SELECT child, columns, parent, row, count(*) - (SELECT count(*) FROM temp.retort_broken AS was WHERE was.child = now.child AND was.columns = lower(now.columns) AND was.parent = now.parent AND was.row IS now.row) AS n FROM now GROUP BY child, columns, parent, row HAVING n > 0) SELECT group_concat(words, '; ') || iif((SELECT count(*) FROM fresh) > 5, '; and ' || ((SELECT count(*) FROM fresh) - 5) || ' more', '') FROM (SELECT 'row ' || coalesce(row, '(without rowid)') || ' of "' || child || '" references no row of "' || parent || '" by (' || columns || ')' AS words FROM fresh ORDER BY child, row LIMIT 5)
)); /*

   write down that revision "modified-in-seconds" is applied
*/ INSERT INTO main."retort_history" (seq, id, kind, fingerprint, message, applied_at, duration_ms, applied_by, retort_version, format, undo)
SELECT coalesce(max(seq), 0) + 1, 'modified-in-seconds', 'upgrade', '1:160f6fa375ae531574510fada2bf90ba2c94154abba9a19a5767a2567d979f43', 'times are seconds since 1970', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 0, 'script', 'VERSION', 1, '-- 1:160f6fa375ae531574510fada2bf90ba2c94154abba9a19a5767a2567d979f43
CREATE TABLE "files" (
  "id" INTEGER PRIMARY KEY,
  "path" TEXT NOT NULL UNIQUE,
  "name" TEXT NOT NULL,
  "size" BIGINT NOT NULL,
  "modified" TEXT NOT NULL,
  "kind" TEXT NOT NULL
)
;
CREATE TRIGGER files_added AFTER INSERT ON files BEGIN
  INSERT INTO files_search (rowid, path) VALUES (new.id, new.path);
END
;
CREATE TRIGGER files_removed AFTER DELETE ON files BEGIN
  INSERT INTO files_search (files_search, rowid, path) VALUES (''delete'', old.id, old.path);
END
;
CREATE TRIGGER files_renamed AFTER UPDATE OF path ON files BEGIN
  INSERT INTO files_search (files_search, rowid, path) VALUES (''delete'', old.id, old.path);
  INSERT INTO files_search (rowid, path) VALUES (new.id, new.path);
END
;
'
FROM main."retort_history"; /*

   ---- revision cascade-tags: tags go with their file
   add foreign key ("file_id") to "files" ("id"): rebuild of "file_tags" (1 index): the classic way was asked for
   add foreign key ("tag_id") to "tags" ("id"): rebuild of "file_tags" (1 index): the classic way was asked for

   execute DELETE FROM file_tags
*/ DELETE FROM file_tags
WHERE file_id NOT IN (SELECT id FROM files) OR tag_id NOT IN (SELECT id FROM tags); /*

   make the new shape of "file_tags"
*/ CREATE TABLE "retort_new_file_tags" (
  "file_id" BIGINT NOT NULL,
  "tag_id" BIGINT NOT NULL,
  PRIMARY KEY ("file_id", "tag_id"),
  FOREIGN KEY ("file_id") REFERENCES "files" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("tag_id") REFERENCES "tags" ("id") ON DELETE CASCADE
) WITHOUT ROWID; /*

   copy the rows of "file_tags" into its new shape
*/ INSERT OR ABORT INTO main."retort_new_file_tags" ("file_id", "tag_id") SELECT "file_tags"."file_id", "file_tags"."tag_id" FROM main."file_tags"; /*

   compare the numbers of rows
*/ INSERT INTO temp.retort_guard (problem) VALUES ((
SELECT 'copied ' || made || ' of ' || had || ' rows' FROM (SELECT (SELECT count(*) FROM main."file_tags") AS had, (SELECT count(*) FROM main."retort_new_file_tags") AS made) WHERE had <> made
)); /*

   drop the old shape of "file_tags"
*/ DROP TABLE main."file_tags"; /*

   leave what refers to "file_tags" as it is written
*/ PRAGMA legacy_alter_table = ON; /*

   put the new shape of "file_tags" in its place
*/ ALTER TABLE main."retort_new_file_tags" RENAME TO "file_tags"; /*

   end that
*/ PRAGMA legacy_alter_table = OFF; /*

   check all foreign keys
*/ INSERT INTO temp.retort_guard (problem) VALUES ((
WITH now AS (SELECT t.name AS child, (SELECT group_concat('"' || replace(k."from", '"', '""') || '"', ', ') FROM (SELECT "from" FROM pragma_foreign_key_list(t.name, 'main') WHERE id = c.fkid ORDER BY seq) AS k) AS columns, c.parent AS parent, c.rowid AS row FROM main.sqlite_schema AS t, pragma_foreign_key_check(t.name, 'main') AS c WHERE t.type = 'table'), fresh AS (SELECT child, columns, parent, row, count(*) - (SELECT count(*) FROM temp.retort_broken AS was WHERE was.child = now.child AND was.columns = lower(now.columns) AND was.parent = now.parent AND was.row IS now.row) AS n FROM now GROUP BY child, columns, parent, row HAVING n > 0) SELECT group_concat(words, '; ') || iif((SELECT count(*) FROM fresh) > 5, '; and ' || ((SELECT count(*) FROM fresh) - 5) || ' more', '') FROM (SELECT 'row ' || coalesce(row, '(without rowid)') || ' of "' || child || '" references no row of "' || parent || '" by (' || columns || ')' AS words FROM fresh ORDER BY child, row LIMIT 5)
)); /*

   write down that revision "cascade-tags" is applied
*/ INSERT INTO main."retort_history" (seq, id, kind, fingerprint, message, applied_at, duration_ms, applied_by, retort_version, format, undo)
SELECT coalesce(max(seq), 0) + 1, 'cascade-tags', 'upgrade', '1:a6db387060679014140aaf14711f9cbad361f9e7742fe7527c199e819a4e3001', 'tags go with their file', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 0, 'script', 'VERSION', 1, '-- 1:a6db387060679014140aaf14711f9cbad361f9e7742fe7527c199e819a4e3001
CREATE TABLE "file_tags" (
  "file_id" BIGINT NOT NULL,
  "tag_id" BIGINT NOT NULL,
  PRIMARY KEY ("file_id", "tag_id")
) WITHOUT ROWID
;
'
FROM main."retort_history"; /*

   ---- revision count-finds: count what is found
   add column "finds" integer: native: SQLite adds the column in place, and no row changes

   add column "finds" integer to "files"
*/ ALTER TABLE main."files" ADD COLUMN "finds" INTEGER NOT NULL DEFAULT 0; /*

   create index "ix_files_finds" on "files"
*/ CREATE INDEX main."ix_files_finds" ON "files" ("finds") WHERE finds > 0; /*

   write down that revision "count-finds" is applied
*/ INSERT INTO main."retort_history" (seq, id, kind, fingerprint, message, applied_at, duration_ms, applied_by, retort_version, format, undo)
SELECT coalesce(max(seq), 0) + 1, 'count-finds', 'upgrade', '1:778ab2f290670eef5de2f6e45742e819c30d0e4b0625ac0b5176ac2713f49b43', 'count what is found', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 0, 'script', 'VERSION', 1, '-- 1:778ab2f290670eef5de2f6e45742e819c30d0e4b0625ac0b5176ac2713f49b43
CREATE TABLE "files" (
  "id" INTEGER PRIMARY KEY,
  "path" TEXT NOT NULL UNIQUE,
  "name" TEXT NOT NULL,
  "size" BIGINT NOT NULL,
  "modified" BIGINT NOT NULL,
  "kind" TEXT NOT NULL
)
;
CREATE TRIGGER files_added AFTER INSERT ON files BEGIN
  INSERT INTO files_search (rowid, path) VALUES (new.id, new.path);
END
;
CREATE TRIGGER files_removed AFTER DELETE ON files BEGIN
  INSERT INTO files_search (files_search, rowid, path) VALUES (''delete'', old.id, old.path);
END
;
CREATE TRIGGER files_renamed AFTER UPDATE OF path ON files BEGIN
  INSERT INTO files_search (files_search, rowid, path) VALUES (''delete'', old.id, old.path);
  INSERT INTO files_search (rowid, path) VALUES (new.id, new.path);
END
;
'
FROM main."retort_history"; /*

   ---- revision merge-finding-tagging: both branches

   write down that revision "merge-finding-tagging" is applied
*/ INSERT INTO main."retort_history" (seq, id, kind, fingerprint, message, applied_at, duration_ms, applied_by, retort_version, format, undo)
SELECT coalesce(max(seq), 0) + 1, 'merge-finding-tagging', 'upgrade', '1:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'both branches', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 0, 'script', 'VERSION', 1, '-- 1:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
'
FROM main."retort_history"; /*

   ---- revision check-sizes: sizes are not negative
   add check (size >= 0) named "ck_files_size": rebuild of "files" (2 indexes): the classic way was asked for

   find rows of "files" that break the check (size >= 0) named "ck_files_size"
*/ INSERT INTO temp.retort_guard (problem) VALUES ((
WITH bad(k) AS MATERIALIZED (SELECT "files"."id" FROM main."files" WHERE (size >= 0) IS FALSE) SELECT '' || n || iif(n = 1, ' row', ' rows') || ' (rowid ' || first || iif(n > 3, ', ..', '') || ')' || ' of "files" break the check (size >= 0) named "ck_files_size". Change them first, with execute(..) or run(..).' FROM (SELECT (SELECT count(*) FROM bad) AS n, (SELECT group_concat(k, ', ') FROM (SELECT k FROM bad LIMIT 3)) AS first) WHERE n > 0
)); /*

   make the new shape of "files"
*/ CREATE TABLE "retort_new_files" (
  "id" INTEGER PRIMARY KEY,
  "path" TEXT NOT NULL UNIQUE,
  "name" TEXT NOT NULL,
  "size" BIGINT NOT NULL,
  "modified" BIGINT NOT NULL,
  "kind" TEXT NOT NULL
, "finds" INTEGER NOT NULL DEFAULT 0
, CONSTRAINT "ck_files_size" CHECK (size >= 0)); /*

   copy the rows of "files" into its new shape
*/ INSERT OR ABORT INTO main."retort_new_files" ("id", "path", "name", "size", "modified", "kind", "finds") SELECT "files"."id", "files"."path", "files"."name", "files"."size", "files"."modified", "files"."kind", "files"."finds" FROM main."files" ORDER BY "files"."id"; /*

   compare the numbers of rows
*/ INSERT INTO temp.retort_guard (problem) VALUES ((
SELECT 'copied ' || made || ' of ' || had || ' rows' FROM (SELECT (SELECT count(*) FROM main."files") AS had, (SELECT count(*) FROM main."retort_new_files") AS made) WHERE had <> made
)); /*

   drop the old shape of "files"
*/ DROP TABLE main."files"; /*

   leave what refers to "files" as it is written
*/ PRAGMA legacy_alter_table = ON; /*

   put the new shape of "files" in its place
*/ ALTER TABLE main."retort_new_files" RENAME TO "files"; /*

   end that
*/ PRAGMA legacy_alter_table = OFF; /*

   make trigger "files_added" again
*/ CREATE TRIGGER main.files_added AFTER INSERT ON files BEGIN
  INSERT INTO files_search (rowid, path) VALUES (new.id, new.path);
END; /*

   make trigger "files_removed" again
*/ CREATE TRIGGER main.files_removed AFTER DELETE ON files BEGIN
  INSERT INTO files_search (files_search, rowid, path) VALUES ('delete', old.id, old.path);
END; /*

   make trigger "files_renamed" again
*/ CREATE TRIGGER main.files_renamed AFTER UPDATE OF path ON files BEGIN
  INSERT INTO files_search (files_search, rowid, path) VALUES ('delete', old.id, old.path);
  INSERT INTO files_search (rowid, path) VALUES (new.id, new.path);
END; /*

   make index "ix_files_finds" again
*/ CREATE INDEX main."ix_files_finds" ON "files" ("finds") WHERE finds > 0; /*

   check all foreign keys
*/ INSERT INTO temp.retort_guard (problem) VALUES ((
WITH now AS (SELECT t.name AS child, (SELECT group_concat('"' || replace(k."from", '"', '""') || '"', ', ') FROM (SELECT "from" FROM pragma_foreign_key_list(t.name, 'main') WHERE id = c.fkid ORDER BY seq) AS k) AS columns, c.parent AS parent, c.rowid AS row FROM main.sqlite_schema AS t, pragma_foreign_key_check(t.name, 'main') AS c WHERE t.type = 'table'), fresh AS (SELECT child, columns, parent, row, count(*) - (SELECT count(*) FROM temp.retort_broken AS was WHERE was.child = now.child AND was.columns = lower(now.columns) AND was.parent = now.parent AND was.row IS now.row) AS n FROM now GROUP BY child, columns, parent, row HAVING n > 0) SELECT group_concat(words, '; ') || iif((SELECT count(*) FROM fresh) > 5, '; and ' || ((SELECT count(*) FROM fresh) - 5) || ' more', '') FROM (SELECT 'row ' || coalesce(row, '(without rowid)') || ' of "' || child || '" references no row of "' || parent || '" by (' || columns || ')' AS words FROM fresh ORDER BY child, row LIMIT 5)
)); /*

   write down that revision "check-sizes" is applied
*/ INSERT INTO main."retort_history" (seq, id, kind, fingerprint, message, applied_at, duration_ms, applied_by, retort_version, format, undo)
SELECT coalesce(max(seq), 0) + 1, 'check-sizes', 'upgrade', '1:e2f01294bfcd42181ba725e9c2d2914c313c75d6ef6a2128b00251c6827ccd2a', 'sizes are not negative', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 0, 'script', 'VERSION', 1, '-- 1:e2f01294bfcd42181ba725e9c2d2914c313c75d6ef6a2128b00251c6827ccd2a
CREATE TABLE "files" (
  "id" INTEGER PRIMARY KEY,
  "path" TEXT NOT NULL UNIQUE,
  "name" TEXT NOT NULL,
  "size" BIGINT NOT NULL,
  "modified" BIGINT NOT NULL,
  "kind" TEXT NOT NULL
, "finds" INTEGER NOT NULL DEFAULT 0)
;
CREATE TRIGGER files_added AFTER INSERT ON files BEGIN
  INSERT INTO files_search (rowid, path) VALUES (new.id, new.path);
END
;
CREATE TRIGGER files_removed AFTER DELETE ON files BEGIN
  INSERT INTO files_search (files_search, rowid, path) VALUES (''delete'', old.id, old.path);
END
;
CREATE TRIGGER files_renamed AFTER UPDATE OF path ON files BEGIN
  INSERT INTO files_search (files_search, rowid, path) VALUES (''delete'', old.id, old.path);
  INSERT INTO files_search (rowid, path) VALUES (new.id, new.path);
END
;
CREATE INDEX "ix_files_finds" ON "files" ("finds") WHERE finds > 0
;
'
FROM main."retort_history"; /*

   end that
*/ DROP TABLE temp.retort_broken; /*

   keep nothing where a program has gone on after a problem
*/ INSERT OR ROLLBACK INTO temp.retort_guard (complete) SELECT 0 WHERE (SELECT count(*) FROM temp.retort_guard) <> 13; /*

   keep nothing where a program has gone on after a problem
*/ DROP TABLE temp.retort_guard; /*

   keep all of it
*/ COMMIT;
