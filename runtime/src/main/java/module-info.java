/** Brings a database to a revision, and never loses a row or an object on the way. */
module dev.retort {
  requires transitive dev.retort.annotation;
  requires transitive java.sql;
  requires static org.jspecify;
  requires static org.xerial.sqlitejdbc;

  exports dev.retort;
  exports dev.retort.adopt;
  exports dev.retort.error;
  exports dev.retort.op;
  exports dev.retort.revision;
  exports dev.retort.run;
  exports dev.retort.sqlite;
  exports dev.retort.schema;
}
