package dev.patchbay.protocol.jsonrpc.internal;

/**
 * What one connection may ask for.
 *
 * @param maxCalls calls of one connection that run at one time
 * @param maxBatch requests in one batch
 * @param maxCallsPerSecond calls of one connection in a second; 0 for no limit
 */
record Limits(int maxCalls, int maxBatch, int maxCallsPerSecond) {}
