package dev.patchbay.process.internal;

import dev.patchbay.logfile.LogFile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What one process writes, in its file: time, stream, line. Thread-safe. */
final class ProcessLog {

    private final LogFile file;

    ProcessLog(LogFile file) {
        this.file = file;
    }

    void write(String stream, List<String> lines, Instant time) {
        file.write(piece(stream, lines, time));
    }

    /** The process has ended. */
    void close() {
        file.close();
    }

    private static String piece(String stream, List<String> lines, Instant time) {
        String begin = time.truncatedTo(ChronoUnit.MILLIS) + " " + stream + " ";
        StringBuilder piece = new StringBuilder();
        lines.forEach(line -> piece.append(begin).append(line).append('\n'));
        return piece.toString();
    }
}
