package dev.patchbay.shell.internal;

import dev.patchbay.node.Node;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** Remembers that it was asked to stop. */
public final class FakeNode implements Node {

    public final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public String name() {
        return "lab";
    }

    @Override
    public String version() {
        return "1.0.0";
    }

    @Override
    public Path home() {
        return Path.of("");
    }

    @Override
    public Instant startedAt() {
        return Instant.EPOCH;
    }

    @Override
    public void stop() {
        stopped.countDown();
    }
}
