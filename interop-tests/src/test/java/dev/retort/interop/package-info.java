/** Databases that other tools have made, and what they say of them after Retort has been there. */
package dev.retort.interop;
