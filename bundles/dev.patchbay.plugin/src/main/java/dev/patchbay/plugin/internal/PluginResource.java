package dev.patchbay.plugin.internal;

import java.util.Collection;

/** A resource of a plugin, by the name it has now. */
final class PluginResource implements AutoCloseable {

    private final JobServices jobs;
    private volatile String name;

    private PluginResource(JobServices jobs, String name) {
        this.jobs = jobs;
        this.name = name;
    }

    /** Waits a while for the job engine. */
    static PluginResource register(JobServices jobs, String name, Collection<String> parents) {
        jobs.resources().register(name, parents);
        return new PluginResource(jobs, name);
    }

    void update(Collection<String> parents) {
        jobs.resources().update(name, parents);
    }

    void rename(String next) {
        jobs.resources().rename(name, next);
        name = next;
    }

    @Override
    public void close() {
        jobs.withResources(resources -> resources.unregister(name));
    }
}
