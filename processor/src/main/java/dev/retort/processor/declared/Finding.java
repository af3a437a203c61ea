package dev.retort.processor.declared;

/**
 * A problem as it is printed.
 *
 * @param text the code in brackets, then the message
 * @param spot where it is to be mended
 */
public record Finding(String text, Spot spot) {}
