/** The annotations that mark a Java class as a revision of a database. */
module dev.retort.annotation {
  exports dev.retort.annotation;
}
