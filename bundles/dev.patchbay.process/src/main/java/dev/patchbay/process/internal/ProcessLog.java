package dev.patchbay.process.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one process writes, in its file: time, stream, line. Thread-safe. */
final class ProcessLog {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessLog.class);

    private final String name;
    private final RotatingFile file;
    private final Consumer<String> followers;

    /** Guarded by this. */
    private boolean isFailing;

    /** @param followers told each piece right after it was written, under this log's monitor; must not block */
    ProcessLog(String name, RotatingFile file, Consumer<String> followers) {
        this.name = name;
        this.file = file;
        this.followers = followers;
    }

    void write(String stream, List<String> lines, Instant time) {
        String piece = piece(stream, lines, time);
        synchronized (this) {
            try {
                file.write(piece.getBytes(StandardCharsets.UTF_8));
                isFailing = false;
            } catch (IOException e) {
                tell(e);
            }
            followers.accept(piece);
        }
    }

    synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            tell(e);
        }
    }

    private void tell(IOException e) {
        if (!isFailing) {
            isFailing = true;
            LOG.error("Expected to write the log of process {}; its lines are lost until that works again", name, e);
        }
    }

    private static String piece(String stream, List<String> lines, Instant time) {
        String begin = time.truncatedTo(ChronoUnit.MILLIS) + " " + stream + " ";
        StringBuilder piece = new StringBuilder();
        lines.forEach(line -> piece.append(begin).append(line).append('\n'));
        return piece.toString();
    }
}
