package dev.patchbay.cluster;

import org.jspecify.annotations.Nullable;

/**
 * An event another node has raised.
 *
 * @param event its name
 * @param source the name of the node that raised it
 * @param data plain Java types; null only when an original zephserver sent that
 */
public record ClusterEvent(
        String event, String source, @Nullable Object data) {}
