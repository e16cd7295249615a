package dev.patchbay.transport.http.internal;

/**
 * How a connection ended.
 *
 * @param code of the side that closed first
 * @param isHere whether that was this side
 */
record Ending(int code, String reason, boolean isHere) {}
