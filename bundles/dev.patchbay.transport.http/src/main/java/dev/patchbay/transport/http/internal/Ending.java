package dev.patchbay.transport.http.internal;

/**
 * How a connection ended.
 *
 * @param code of the side that closed first
 */
record Ending(int code, String reason) {}
