-- add column "active" boolean to "users"
ALTER TABLE main."users" ADD COLUMN "active" BOOLEAN NOT NULL DEFAULT 1;

-- rename column "age" to "years" of "users"
ALTER TABLE main."users" RENAME COLUMN "age" TO "years";

-- find NULL in "name" of "users", which must not be NULL from now on
WITH bad(k) AS MATERIALIZED (SELECT "users"."id" FROM main."users" WHERE coalesce("users"."name", ('')) IS NULL) SELECT 'column "name" of "users" is NULL in ' || n || iif(n = 1, ' row', ' rows') || ' (rowid ' || first || iif(n > 3, ', ..', '') || ')' || ', where its backfill is NULL too.' FROM (SELECT (SELECT count(*) FROM bad) AS n, (SELECT group_concat(k, ', ') FROM (SELECT k FROM bad LIMIT 3)) AS first) WHERE n > 0;

-- make the new shape of "users"
CREATE TABLE "retort_new_users" (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given again
  name TEXT NOT NULL,
  "years" TEXT CHECK ("years" >= 0)
, "active" BOOLEAN NOT NULL DEFAULT 1);

-- copy the rows of "users" into its new shape
INSERT OR ABORT INTO main."retort_new_users" ("id", "name", "years", "active") SELECT "users"."id", coalesce("users"."name", ('')), "users"."years", "users"."active" FROM main."users" ORDER BY "users"."id";

-- compare the numbers of rows
SELECT 'copied ' || made || ' of ' || had || ' rows' FROM (SELECT (SELECT count(*) FROM main."users") AS had, (SELECT count(*) FROM main."retort_new_users") AS made) WHERE had <> made;

-- find values of "years" that its new type has altered
SELECT 'column "years" of "users" holds ' || quote(old."years") || ' in the row with rowid ' || old."id" || ', which its new type would turn into ' || quote(new."years") || '. Say how it is converted: .using("...")' FROM main."users" AS old LEFT JOIN main."retort_new_users" AS new ON new."id" = old."id" WHERE NOT ((typeof(old."years") = typeof(new."years") AND +old."years" IS +new."years") OR (typeof(old."years") IN ('integer', 'real') AND typeof(new."years") IN ('integer', 'real') AND +old."years" = +new."years") OR (CAST(old."years" AS TEXT) IS CAST(new."years" AS TEXT) AND (typeof(new."years") <> 'real' OR CAST(old."years" AS REAL) = new."years") AND (typeof(old."years") <> 'real' OR CAST(new."years" AS REAL) = old."years"))) LIMIT 1;

-- keep the AUTOINCREMENT counter of "users"
DELETE FROM main.sqlite_sequence WHERE name = 'retort_new_users';

-- keep the AUTOINCREMENT counter of "users"
INSERT INTO main.sqlite_sequence (name, seq) SELECT 'retort_new_users', seq FROM main.sqlite_sequence WHERE name = 'users' COLLATE NOCASE;

-- drop the old shape of "users"
DROP TABLE main."users";

-- leave what refers to "users" as it is written
PRAGMA legacy_alter_table = ON;

-- put the new shape of "users" in its place
ALTER TABLE main."retort_new_users" RENAME TO "users";

-- end that
PRAGMA legacy_alter_table = OFF;

-- keep the text of "users" as it was written
PRAGMA writable_schema = ON;

-- keep the text of "users" as it was written
UPDATE main.sqlite_schema SET sql = 'CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given again
  name TEXT NOT NULL,
  "years" TEXT CHECK (users."years" >= 0)
, "active" BOOLEAN NOT NULL DEFAULT 1)' WHERE type = 'table' AND name = 'users' COLLATE NOCASE;

-- keep the text of "users" as it was written
(raise the schema version by one);

-- keep the text of "users" as it was written
PRAGMA writable_schema = RESET;

-- make index "by name" again
CREATE INDEX main.[by name] ON users (name COLLATE NOCASE DESC) WHERE "years" > 17;

-- make trigger "tr" again
CREATE TRIGGER main.tr AFTER DELETE ON users BEGIN SELECT 1; END;

-- create table "tags"
CREATE TABLE "tags" (
  "id" INTEGER PRIMARY KEY,
  "name" TEXT NOT NULL UNIQUE
);

-- create index "ix_tags" on "tags"
CREATE INDEX main."ix_tags" ON "tags" (lower(name));

-- insert 1 row into "tags"
INSERT OR ABORT INTO main."tags" ("name") VALUES ('it''s new');

-- rename table "users" to "people"
ALTER TABLE main."users" RENAME TO "people";

-- execute UPDATE people SET name = trim(name) and 1 more
UPDATE people SET name = trim(name);

-- execute UPDATE people SET name = trim(name) and 1 more
DELETE FROM tags;

-- count them
(Java code);

-- add column "active" boolean: native: SQLite adds the column in place, and no row changes
-- rename column "age" to "years": native: SQLite renames the column in place, and in all that refers to it
-- alter column "name": not null, backfilled with '': rebuild of "users" (0 rows, 1 index): rows get the value of its backfill
-- alter column "years": type text: rebuild of "users" (0 rows, 1 index): the type of "years" changes its affinity
