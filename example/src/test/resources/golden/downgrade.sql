-- Downgrade from head to add-tags: 6 revisions
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
WITH wanted(id) AS (VALUES ('create-files'), ('add-tags'), ('require-kind'), ('modified-in-seconds'), ('cascade-tags'), ('count-finds'), ('merge-finding-tagging'), ('check-sizes')) SELECT 'the database is not where this script begins: ' || group_concat(words, ', ') FROM (SELECT id || ' is not applied' AS words FROM wanted WHERE id NOT IN (SELECT id FROM main."retort_history") UNION ALL SELECT id || ' is applied' FROM main."retort_history" WHERE id NOT IN (SELECT id FROM wanted))
)); /*

   take note of the rows that reference nothing already
*/ CREATE TEMP TABLE retort_broken (child TEXT COLLATE NOCASE, columns TEXT, parent TEXT COLLATE NOCASE, row INTEGER); /*

   take note of the rows that reference nothing already
*/ INSERT INTO temp.retort_broken SELECT child, lower(columns), parent, row FROM (SELECT t.name AS child, (SELECT group_concat('"' || replace(k."from", '"', '""') || '"', ', ') FROM (SELECT "from" FROM pragma_foreign_key_list(t.name, 'main') WHERE id = c.fkid ORDER BY seq) AS k) AS columns, c.parent AS parent, c.rowid AS row FROM main.sqlite_schema AS t, pragma_foreign_key_check(t.name, 'main') AS c WHERE t.type = 'table'); /*

   ---- downgrade of revision check-sizes: sizes are not negative
   drop constraint "ck_files_size": rebuild of "files" (2 indexes): the classic way was asked for

   make the new shape of "files"
*/ CREATE TABLE "retort_new_files" (
  "id" INTEGER PRIMARY KEY,
  "path" TEXT NOT NULL UNIQUE,
  "name" TEXT NOT NULL,
  "size" BIGINT NOT NULL,
  "modified" BIGINT NOT NULL,
  "kind" TEXT NOT NULL
, "finds" INTEGER NOT NULL DEFAULT 0); /*

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

   write down that revision "check-sizes" is undone
*/ DELETE FROM main."retort_history" WHERE id = 'check-sizes'; /*

   ---- downgrade of revision merge-finding-tagging: both branches

   write down that revision "merge-finding-tagging" is undone
*/ DELETE FROM main."retort_history" WHERE id = 'merge-finding-tagging'; /*

   ---- downgrade of revision count-finds: count what is found
   drop column "finds": rebuild of "files" (1 index): every row loses the value of "finds"

   drop index "ix_files_finds"
*/ DROP INDEX main."ix_files_finds"; /*

   make the new shape of "files"
*/ CREATE TABLE "retort_new_files" (
  "id" INTEGER PRIMARY KEY,
  "path" TEXT NOT NULL UNIQUE,
  "name" TEXT NOT NULL,
  "size" BIGINT NOT NULL,
  "modified" BIGINT NOT NULL,
  "kind" TEXT NOT NULL); /*

   copy the rows of "files" into its new shape
*/ INSERT OR ABORT INTO main."retort_new_files" ("id", "path", "name", "size", "modified", "kind") SELECT "files"."id", "files"."path", "files"."name", "files"."size", "files"."modified", "files"."kind" FROM main."files" ORDER BY "files"."id"; /*

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

   write down that revision "count-finds" is undone
*/ DELETE FROM main."retort_history" WHERE id = 'count-finds'; /*

   ---- downgrade of revision cascade-tags: tags go with their file
   drop foreign key ("file_id"): rebuild of "file_tags" (1 index): the classic way was asked for
   drop foreign key ("tag_id"): rebuild of "file_tags" (1 index): the classic way was asked for

   make the new shape of "file_tags"
*/ CREATE TABLE "retort_new_file_tags" (
  "file_id" BIGINT NOT NULL,
  "tag_id" BIGINT NOT NULL,
  PRIMARY KEY ("file_id", "tag_id")
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

   write down that revision "cascade-tags" is undone
*/ DELETE FROM main."retort_history" WHERE id = 'cascade-tags'; /*

   ---- downgrade of revision modified-in-seconds: times are seconds since 1970
   alter column "modified": type timestamp tz, using strftime('%Y-%m-%dT%H:%M:%SZ', modified, 'unixepoch'): rebuild of "files" (1 index): every value is converted

   make the new shape of "files"
*/ CREATE TABLE "retort_new_files" (
  "id" INTEGER PRIMARY KEY,
  "path" TEXT NOT NULL UNIQUE,
  "name" TEXT NOT NULL,
  "size" BIGINT NOT NULL,
  "modified" TEXT NOT NULL,
  "kind" TEXT NOT NULL); /*

   copy the rows of "files" into its new shape
*/ INSERT OR ABORT INTO main."retort_new_files" ("id", "path", "name", "size", "modified", "kind") SELECT "files"."id", "files"."path", "files"."name", "files"."size", (strftime('%Y-%m-%dT%H:%M:%SZ', modified, 'unixepoch')), "files"."kind" FROM main."files" ORDER BY "files"."id"; /*

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

   write down that revision "modified-in-seconds" is undone
*/ DELETE FROM main."retort_history" WHERE id = 'modified-in-seconds'; /*

   ---- downgrade of revision require-kind: every file has a kind
   alter column "kind": nullable: rebuild of "files" (1 index): the classic way was asked for

   make the new shape of "files"
*/ CREATE TABLE "retort_new_files" (
  "id" INTEGER PRIMARY KEY,
  "path" TEXT NOT NULL UNIQUE,
  "name" TEXT NOT NULL,
  "size" BIGINT NOT NULL,
  "modified" TEXT NOT NULL,
  "kind" TEXT); /*

   copy the rows of "files" into its new shape
*/ INSERT OR ABORT INTO main."retort_new_files" ("id", "path", "name", "size", "modified", "kind") SELECT "files"."id", "files"."path", "files"."name", "files"."size", "files"."modified", "files"."kind" FROM main."files" ORDER BY "files"."id"; /*

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

   write down that revision "require-kind" is undone
*/ DELETE FROM main."retort_history" WHERE id = 'require-kind'; /*

   end that
*/ DROP TABLE temp.retort_broken; /*

   keep nothing where a program has gone on after a problem
*/ INSERT OR ROLLBACK INTO temp.retort_guard (complete) SELECT 0 WHERE (SELECT count(*) FROM temp.retort_guard) <> 13; /*

   keep nothing where a program has gone on after a problem
*/ DROP TABLE temp.retort_guard; /*

   keep all of it
*/ COMMIT;
