package dev.patchbay.process.internal;

import dev.patchbay.process.ProcessPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts processes: in a session of their own, marked, and limited. */
final class Launcher {

    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);
    private static final String PATH = "PATH";

    private final Path home;
    private final Marks marks;
    private final Optional<Path> setsid;
    private final Optional<Path> shell;
    private final AtomicBoolean toldNoLimits = new AtomicBoolean();

    Launcher(Path home, Marks marks) {
        this.home = home;
        this.marks = marks;
        String path = Objects.requireNonNullElse(System.getenv(PATH), "");
        setsid = Programs.onPath("setsid", path);
        shell = Programs.onPath("sh", path);
    }

    Process start(ProcessPlan plan, String mark) throws CannotStartException {
        ProcessBuilder builder = new ProcessBuilder(command(plan));
        Map<String, String> environment = builder.environment();
        environment.putAll(plan.environment());
        environment.put(Marks.VARIABLE, marks.value(mark));
        Path directory = Objects.requireNonNullElse(plan.directory(), home);
        Programs.check(plan.command().get(0), directory, Objects.requireNonNullElse(environment.get(PATH), ""));
        try {
            return builder.directory(directory.toFile()).start();
        } catch (IOException | OutOfMemoryError e) {
            // Java throws the latter when the system refuses it the thread that reaps the process
            throw new CannotStartException(
                    "Expected the system to start " + plan.command().get(0) + ", got: " + e.getMessage(), e);
        }
    }

    private List<String> command(ProcessPlan plan) {
        List<String> command = new ArrayList<>();
        setsid.ifPresent(program -> command.add(program.toString()));
        if (!plan.limits().equals(ProcessPlan.Limits.NONE)) {
            shell.ifPresentOrElse(
                    program -> command.addAll(LimitScript.prefix(program.toString(), plan.limits())),
                    this::tellNoLimits);
        }
        command.addAll(plan.command());
        return command;
    }

    private void tellNoLimits() {
        if (toldNoLimits.compareAndSet(false, true)) {
            LOG.warn("Expected a POSIX shell on the PATH to limit processes with, found none: they run without limits");
        }
    }
}
