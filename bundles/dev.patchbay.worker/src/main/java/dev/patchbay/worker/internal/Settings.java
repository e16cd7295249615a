package dev.patchbay.worker.internal;

import dev.patchbay.logfile.LogFileSettings;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Section {@code worker}, read. Times are in milliseconds.
 *
 * @param modulesFile null for none
 * @param modules JSON text of an object
 */
record Settings(
        @Nullable Path modulesFile,
        String modules,
        Launch launch,
        int maxWaiting,
        long lookInMs,
        long idleInMs,
        long loadInMs,
        long stopInMs,
        long termInMs,
        long firstPauseInMs,
        long longestPauseInMs,
        long steadyInMs,
        LogSettings log) {

    /**
     * How processes are started.
     *
     * @param searchPath folders Python modules are imported from, at least one; the first is where processes run and
     *     where jars are looked for
     * @param java the program
     */
    record Launch(List<Path> searchPath, String python, String java, List<String> javaOptions) {

        Launch {
            searchPath = List.copyOf(searchPath);
            javaOptions = List.copyOf(javaOptions);
        }

        Path home() {
            return searchPath.get(0);
        }
    }

    /** Where records are written, and which. */
    record LogSettings(LogFileSettings file, Level level) {}
}
