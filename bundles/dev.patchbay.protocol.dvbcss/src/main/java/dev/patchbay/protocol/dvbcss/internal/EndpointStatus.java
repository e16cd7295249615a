package dev.patchbay.protocol.dvbcss.internal;

/**
 * An endpoint of the moment, for an operator.
 *
 * @param connections how many there are
 * @param maxConnections how many there may be; -1 for any number
 */
public record EndpointStatus(String name, String path, boolean enabled, int connections, int maxConnections) {}
