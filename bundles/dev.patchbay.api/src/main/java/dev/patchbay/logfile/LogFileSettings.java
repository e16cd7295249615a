package dev.patchbay.logfile;

import java.nio.file.Path;

/**
 * Where a log is written, and how it rotates: a file that is full becomes {@code name.1}, which becomes {@code name.2},
 * and so on; the highest number is the oldest. Immutable.
 *
 * @param path the file in use; made absolute, against the working directory
 * @param maxFileBytes how long a file grows before a new one is begun, in bytes, at least 1
 * @param maxFiles how many full files are kept beside the one in use, 0 or more
 */
public record LogFileSettings(Path path, long maxFileBytes, int maxFiles) {

    /** @throws IllegalArgumentException when a number is out of range */
    public LogFileSettings {
        if (maxFileBytes < 1) {
            throw new IllegalArgumentException(
                    "Expected a log file to grow to 1 byte or more, got maxFileBytes " + maxFileBytes);
        }
        if (maxFiles < 0) {
            throw new IllegalArgumentException("Expected to keep 0 or more full log files, got maxFiles " + maxFiles);
        }
        path = path.toAbsolutePath();
    }
}
