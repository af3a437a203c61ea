package dev.retort.processor.body;

/**
 * Where something is called.
 *
 * @param method the name of the method
 * @param call the whole call
 */
record Site(TreePlace method, TreePlace call) {}
