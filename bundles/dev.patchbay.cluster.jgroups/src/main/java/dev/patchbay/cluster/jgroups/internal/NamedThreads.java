package dev.patchbay.cluster.jgroups.internal;

import org.jgroups.util.DefaultThreadFactory;

/** JGroups' threads under names of ours. They end with the channel; none keeps the process alive. */
final class NamedThreads extends DefaultThreadFactory {

    private final String prefix;

    NamedThreads(String node) {
        super("pool", true, true);
        this.prefix = "patchbay-jgroups-" + node + "-";
    }

    @Override
    public Thread newThread(Runnable work, String name) {
        Thread thread = new Thread(work, prefix + name + "-" + counter.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public Thread newThread(Runnable work) {
        return newThread(work, baseName);
    }

    /** The names are complete from the start. */
    @Override
    public void renameThread(String name, Thread thread) {}
}
