package dev.patchbay.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code data/patchbay.lock}, in which a running node says who it is: {@code pid=123 started=… url=…}. */
record LockFile(Path path) {

    private static final Pattern PID = Pattern.compile("\\bpid=(\\d{1,18})\\b");

    /** The lock file of a home directory. */
    static LockFile of(Path home) {
        return new LockFile(home.resolve("data").resolve("patchbay.lock"));
    }

    /** The node's process; empty when the file is not there, does not say, or the process has gone. */
    Optional<ProcessHandle> process() throws IOException {
        Matcher matcher = PID.matcher(content());
        return matcher.find() ? ProcessHandle.of(Long.parseLong(matcher.group(1))) : Optional.empty();
    }

    private String content() throws IOException {
        try {
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
