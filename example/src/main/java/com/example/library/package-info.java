/**
 * A media library on the command line: it indexes the files of a folder into SQLite and finds them
 * again. Its database grows with the revisions in {@code com.example.library.db}.
 */
package com.example.library;
