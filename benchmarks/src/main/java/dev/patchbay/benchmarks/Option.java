package dev.patchbay.benchmarks;

/**
 * Something that can be set on the command line as {@code --name=value}.
 *
 * @param name without the dashes
 * @param preset its value when it is not set
 * @param meaning what it does, with its unit
 */
public record Option(String name, String preset, String meaning) {}
