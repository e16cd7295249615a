package dev.patchbay.protocol.zephserver.internal;

import dev.patchbay.endpoint.EndpointSettings;
import java.util.List;

/**
 * What section {@code zephserver} says, checked.
 *
 * @param sessionManager original id of the session manager to ask; empty for the one with the highest ranking
 */
record Settings(
        EndpointSettings endpoint,
        TaskPaths tasks,
        String sessionManager,
        boolean reportErrors,
        boolean clusterUserLists,
        int maxTasksPerConnection,
        int maxTasks,
        long stopInMs) {

    /** @throws IllegalArgumentException with a sentence that says what is wrong */
    static Settings of(Zephserver.Config config) {
        return new Settings(
                endpoint(config),
                TaskPaths.parse(config.tasks()),
                config.sessionManager(),
                config.reportErrors(),
                config.clusterUserLists(),
                config.maxTasksPerConnection(),
                config.maxTasks(),
                config.stopInMs());
    }

    private static EndpointSettings endpoint(Zephserver.Config config) {
        EndpointSettings defaults = EndpointSettings.at(config.path());
        return new EndpointSettings(
                config.path(),
                "zeph",
                defaults.enabled(),
                config.maxConnections(),
                List.of(),
                List.of(config.origins()),
                config.maxMessageBytes(),
                config.idleTimeoutInMs(),
                config.pingIntervalInMs(),
                defaults.compression(),
                defaults.maxQueueBytes(),
                defaults.maxQueueMessages(),
                true, // a session manager may ask a database
                config.port());
    }
}
