package dev.patchbay.cluster.internal;

import dev.patchbay.node.Node;
import java.nio.file.Path;
import java.time.Instant;

/** A node of which only the name matters. */
record FakeNode(String name) implements Node {

    @Override
    public String version() {
        return "1";
    }

    @Override
    public Path home() {
        return Path.of(".");
    }

    @Override
    public Instant startedAt() {
        return Instant.EPOCH;
    }

    @Override
    public void stop() {}
}
