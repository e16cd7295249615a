package dev.patchbay.host.internal;

import dev.patchbay.node.Node;
import java.nio.file.Path;
import java.time.Instant;

/** A node that only counts how often it was told to stop. */
final class FakeNode implements Node {

    int stops;

    @Override
    public String name() {
        return "north";
    }

    @Override
    public String version() {
        return "1.2.3";
    }

    @Override
    public Path home() {
        return Path.of("/home/north");
    }

    @Override
    public Instant startedAt() {
        return Instant.now().minusSeconds(3661);
    }

    @Override
    public void stop() {
        stops++;
    }
}
