package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.endpoint.EndpointSettings;
import java.util.List;

/**
 * What the settings say about an endpoint.
 *
 * @param name beginning of its connections' ids
 * @param enabled whether clients are let in
 */
record EndpointOptions(
        String path,
        String name,
        boolean enabled,
        int maxConnections,
        List<String> origins,
        int maxMessageBytes,
        long idleTimeoutInMs,
        long pingIntervalInMs) {

    /**
     * As the host has it. There it is always enabled: it says itself whether clients are let in.
     *
     * @throws IllegalArgumentException when the path is none, or the limit of messages is not positive
     */
    EndpointSettings toSettings() {
        EndpointSettings defaults = EndpointSettings.at(path);
        return new EndpointSettings(
                path,
                name,
                true,
                maxConnections,
                List.of(),
                origins,
                maxMessageBytes,
                idleTimeoutInMs,
                pingIntervalInMs,
                false,
                defaults.maxQueueBytes(),
                defaults.maxQueueMessages(),
                false,
                defaults.ownPort());
    }
}
