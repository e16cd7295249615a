package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.node.Node;
import java.nio.file.Path;
import java.time.Instant;

/** Knows whether it has been asked to stop. */
final class FakeNode implements Node {

    private volatile boolean stopped;

    boolean isStopped() {
        return stopped;
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public Path home() {
        return Path.of("target");
    }

    @Override
    public Instant startedAt() {
        return Instant.ofEpochMilli(1_500);
    }

    @Override
    public void stop() {
        stopped = true;
    }
}
