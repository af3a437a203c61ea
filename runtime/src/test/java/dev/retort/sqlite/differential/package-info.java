/**
 * Compares what Retort makes of random tables with a truth that was built without it. It knows of
 * Retort only what a user does, and how it reads tokens.
 */
package dev.retort.sqlite.differential;
