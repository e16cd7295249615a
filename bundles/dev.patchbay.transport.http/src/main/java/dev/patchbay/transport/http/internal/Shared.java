package dev.patchbay.transport.http.internal;

/**
 * What all WebSocket connections of a door share.
 *
 * @param workers call receivers that may block
 */
record Shared(ConnectionTable table, OutboundQueue.Writing writing, Workers workers) {}
