package dev.patchbay.process.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process's standard input: whole lines, one after the other. */
final class Input {

    private static final Logger LOG = LoggerFactory.getLogger(Input.class);

    private final OutputStream stream;
    private final ReentrantLock lock = new ReentrantLock();

    Input(OutputStream stream) {
        this.stream = stream;
    }

    /** Blocks while the pipe is full; false when the process does not take it any more. */
    boolean send(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        lock.lock();
        try {
            stream.write(bytes);
            stream.flush();
            return true;
        } catch (IOException e) {
            LOG.debug("A process does not take its input any more", e);
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Sends the last line, unless it is empty, and closes. */
    void end(String lastLine) {
        if (!lastLine.isEmpty()) {
            send(lastLine);
        }
        close();
    }

    void close() {
        try {
            stream.close();
        } catch (IOException e) {
            LOG.debug("A process did not take the end of its input", e);
        }
    }
}
