package dev.patchbay.cluster.nats.internal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the bundle logs between making this and closing it. */
final class CapturedLog extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger("dev.patchbay.cluster.nats");
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    CapturedLog() {
        logger.addHandler(this);
    }

    String text() {
        return String.join("\n", lines);
    }

    /** How many lines hold this. */
    long count(String part) {
        return lines.stream().filter(line -> line.contains(part)).count();
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(line.getLevel() + " " + line.getMessage());
    }

    @Override
    public void flush() {
        // kept in memory
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
