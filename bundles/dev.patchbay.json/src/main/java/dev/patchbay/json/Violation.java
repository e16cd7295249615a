package dev.patchbay.json;

/**
 * One thing about a value that its schema does not allow.
 *
 * @param path JSON Pointer (RFC 6901) to the value; empty for the whole
 * @param message what the schema asks for
 */
public record Violation(String path, String message) {}
