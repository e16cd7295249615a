package dev.patchbay.process.internal;

import dev.patchbay.logfile.internal.Follower;
import dev.patchbay.logfile.internal.LogTail;
import dev.patchbay.logfile.internal.Logs;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds logs by what they are called on the command line; a log file comes before a process of the same name. */
final class LogFinder {

    private static final String OF_PROCESS = "process:";
    private static final int MOST_WORDS = 50;

    private final Logs files;
    private final Logs processes;

    LogFinder(Logs files, Logs processes) {
        this.files = files;
        this.processes = processes;
    }

    /**
     * A log.
     *
     * @param in where it is; wherever it may come when it is not there yet
     */
    record Found(String name, List<Logs> in, boolean isThere) {

        /** Shows the last lines, and lets the follower have what comes after them. */
        void follow(Follower follower, int lines, OutputStream output) throws IOException {
            for (Logs logs : in) {
                try (LogTail tail = logs.follow(name, follower)) {
                    tail.print(lines, output);
                }
            }
        }

        void unfollow(Follower follower) {
            in.forEach(logs -> logs.unfollow(name, follower));
        }
    }

    Found find(String word) {
        if (word.startsWith(OF_PROCESS)) {
            String name = word.substring(OF_PROCESS.length());
            return new Found(name, List.of(processes), processes.has(name));
        }
        if (files.has(word)) {
            return new Found(word, List.of(files), true);
        }
        return processes.has(word)
                ? new Found(word, List.of(processes), true)
                : new Found(word, List.of(files, processes), false);
    }

    /** What can be found, for a sentence. */
    String words() {
        TreeSet<String> words = new TreeSet<>(files.names());
        processes.names().forEach(name -> words.add(isTaken(name) ? OF_PROCESS + name : name));
        if (words.isEmpty()) {
            return "there is none yet";
        }
        Stream<String> shown = words.stream().limit(MOST_WORDS);
        int more = words.size() - MOST_WORDS;
        return "there are " + String.join(", ", shown.toList()) + (more > 0 ? " and " + more + " more" : "");
    }

    private boolean isTaken(String name) {
        return name.startsWith(OF_PROCESS) || files.has(name);
    }
}
