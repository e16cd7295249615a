package dev.patchbay.process.internal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shell beside the node that holds one end of a pipe from it. The pipe breaks when the node ends, however that happens,
 * and then the shell kills what is left. It is started before the first process, and again when somebody killed it.
 */
final class Guard {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final String PATH = "PATH";
    private static final int MOST_STARTS = 5;

    private final String marksBegin;
    private final Set<Long> leaders = new LinkedHashSet<>();
    private @Nullable Process shell;
    private int starts;
    private boolean isClosed;

    /** @param marksBegin what the mark of every process it is about begins with */
    Guard(String marksBegin) {
        this.marksBegin = marksBegin;
    }

    /**
     * A process is about to be started.
     *
     * @throws CannotStartException when the guard is not there and cannot be started now
     */
    synchronized void require() throws CannotStartException {
        if (shell != null || starts >= MOST_STARTS) {
            return;
        }
        try {
            start();
        } catch (IOException e) {
            throw new CannotStartException(
                    "Expected to start the guard, without which processes would survive the node, got: "
                            + e.getMessage(),
                    e);
        }
    }

    /** A process was started. */
    synchronized void add(long pid) {
        leaders.add(pid);
        write(List.of("+" + pid));
    }

    /** It and all it started have ended. */
    synchronized void remove(long pid) {
        leaders.remove(pid);
        write(List.of("-" + pid));
    }

    /** Sends SIGTERM to a process and its group. */
    synchronized void tell(long pid) {
        write(List.of("t" + pid));
    }

    /** Sends SIGKILL to a process and its group. */
    synchronized void force(long pid) {
        write(List.of("k" + pid));
    }

    /** The shell's process id; empty when it does not run. */
    synchronized Optional<ProcessHandle> handle() {
        return Optional.ofNullable(shell).map(Process::toHandle);
    }

    /** Breaks the pipe: the shell ends what it still finds, and itself. */
    synchronized void close() {
        isClosed = true;
        Process now = shell;
        if (now != null) {
            closePipe(now);
        }
    }

    private void start() throws IOException {
        Optional<ProcessBuilder> builder = builder(Objects.requireNonNullElse(System.getenv(PATH), ""));
        if (builder.isEmpty()) {
            LOG.warn(
                    "Expected a POSIX shell on the PATH, found none: when the node is killed, its child processes survive"
                            + " until it is started again");
            starts = MOST_STARTS;
            return;
        }
        Process started = start(builder.get());
        shell = started;
        starts++;
        started.onExit().thenAccept(this::ended);
        write(leaders.stream().map(pid -> "+" + pid).toList());
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        try {
            return builder.start();
        } catch (OutOfMemoryError e) { // how Java says that there is no thread to be had
            throw new IOException(e);
        }
    }

    private Optional<ProcessBuilder> builder(String path) {
        return Programs.onPath("sh", path).map(sh -> {
            List<String> command = new ArrayList<>();
            Programs.onPath("setsid", path).map(Path::toString).ifPresent(command::add);
            command.addAll(List.of(sh.toString(), "-c", script(), "patchbay-guard", marksBegin));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(new File(File.separator))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            // without the marks of a node this one may run under: its end is our end
            builder.environment().clear();
            builder.environment().put(PATH, path);
            return builder;
        });
    }

    private static String script() {
        try (InputStream script = Guard.class.getResourceAsStream("guard.sh")) {
            return new String(
                    Objects.requireNonNull(script, "guard.sh in the bundle").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("Expected to read guard.sh from the bundle", e);
        }
    }

    private synchronized void ended(Process ended) {
        if (isClosed || shell != ended) {
            return;
        }
        shell = null;
        closePipe(ended);
        if (starts < MOST_STARTS) {
            LOG.warn(
                    "The guard, process {}, ended with status {}; it is started again", ended.pid(), ended.exitValue());
            startAgain();
        } else {
            LOG.error("The guard ended {} times; when the node is killed, its child processes survive", starts);
        }
    }

    private void startAgain() {
        try {
            start();
        } catch (IOException e) {
            LOG.error(
                    "Expected to start the guard again; until the next process is started none would end with the node",
                    e);
        }
    }

    private void write(List<String> lines) {
        Process now = shell;
        if (now == null || lines.isEmpty()) {
            return;
        }
        try {
            OutputStream pipe = now.getOutputStream();
            pipe.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            // it has ended; the next one is told everything
            LOG.debug("The guard did not hear of {}", lines, e);
        }
    }

    private static void closePipe(Process shell) {
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("The guard has gone already", e);
        }
    }
}
