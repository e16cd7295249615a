package dev.patchbay.benchmarks.task;

/** Those who hear the events of one measurement; closing sends them away. */
interface Handlers extends AutoCloseable {

    /** Adds one more that hears every event. */
    void add(Runnable onEvent);

    @Override
    void close();
}
