/** What Retort costs, measured against a named floor in the same run. */
package dev.retort.benchmarks;
