/**
 * The revisions of the library's database, one class each. From them the compiler writes {@code
 * Migrations} into this package.
 */
package com.example.library.db;
