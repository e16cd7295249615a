package dev.patchbay.cluster.spi;

/**
 * An event on its way to other nodes, encoded once.
 *
 * @param event its name
 * @param source the name of this node
 * @param envelope {@code {"event":…,"source":…,"data":…}} as JSON text in ASCII, everything else as {@code \\uXXXX}
 */
public record OutgoingEvent(String event, String source, String envelope) {}
