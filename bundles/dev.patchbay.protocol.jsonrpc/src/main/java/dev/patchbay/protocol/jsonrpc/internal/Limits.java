package dev.patchbay.protocol.jsonrpc.internal;

/**
 * What one connection may ask for.
 *
 * @param maxCalls calls of one connection that run at one time
 * @param maxBatch requests in one batch
 */
record Limits(int maxCalls, int maxBatch) {}
