package dev.patchbay.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a process is run. Immutable.
 *
 * @param name unique among those that are watched; names its log file; 1 to 100 characters, no control characters
 * @param command program and arguments, at least the program; never handed to a shell. A program without a slash is looked
 *     for on the PATH, another is relative to the directory. It has to stay in the foreground: when it ends, what it left
 *     behind is ended too
 * @param environment added to the node's own
 * @param directory where it runs; null for the node's home
 * @param readyLine it is ready when it writes exactly this line to standard output; empty for at once, null for when
 *     {@link SupervisedProcess#ready} is called
 * @param readyInMs how long it may take to be ready before it is ended, as by {@code stop}, and counts as ended, in
 *     milliseconds; 0 for any time
 * @param outputIsProtocol whether its standard output is for the listener alone, and neither for the log nor an event
 * @param restart when to start it again
 * @param stop how to end it
 * @param limits what it may use
 */
public record ProcessPlan(
        String name,
        List<String> command,
        Map<String, String> environment,
        @Nullable Path directory,
        @Nullable String readyLine,
        long readyInMs,
        boolean outputIsProtocol,
        Restart restart,
        Stop stop,
        Limits limits) {

    private static final int LONGEST_NAME = 100;

    /** @throws IllegalArgumentException when the name is not as it has to be, or the command is empty */
    public ProcessPlan {
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("Expected the name of a process to have 1 to " + LONGEST_NAME
                    + " characters and no control characters, got \"" + name + "\"");
        }
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("Expected a program to run as " + name + ", got an empty command");
        }
        environment = Map.copyOf(environment);
    }

    /** Ready at once, never restarted, 5 s to end when told, no limits. */
    public static ProcessPlan of(String name, List<String> command) {
        return new ProcessPlan(
                name, command, Map.of(), null, "", 0, false, Restart.NEVER, Stop.byTelling(5_000), Limits.NONE);
    }

    /** The same with this environment. */
    public ProcessPlan withEnvironment(Map<String, String> other) {
        return new ProcessPlan(
                name, command, other, directory, readyLine, readyInMs, outputIsProtocol, restart, stop, limits);
    }

    /** The same in this directory; null for the node's home. */
    public ProcessPlan withDirectory(@Nullable Path other) {
        return new ProcessPlan(
                name, command, environment, other, readyLine, readyInMs, outputIsProtocol, restart, stop, limits);
    }

    /** The same with this way to be ready; see {@link #readyLine} and {@link #readyInMs}. */
    public ProcessPlan withReady(@Nullable String line, long inMs) {
        return new ProcessPlan(
                name, command, environment, directory, line, inMs, outputIsProtocol, restart, stop, limits);
    }

    /** The same, its standard output for the listener alone. */
    public ProcessPlan withOutputAsProtocol() {
        return new ProcessPlan(
                name, command, environment, directory, readyLine, readyInMs, true, restart, stop, limits);
    }

    /** The same, restarted like this. */
    public ProcessPlan withRestart(Restart other) {
        return new ProcessPlan(
                name, command, environment, directory, readyLine, readyInMs, outputIsProtocol, other, stop, limits);
    }

    /** The same, ended like this. */
    public ProcessPlan withStop(Stop other) {
        return new ProcessPlan(
                name, command, environment, directory, readyLine, readyInMs, outputIsProtocol, restart, other, limits);
    }

    /** The same with these limits. */
    public ProcessPlan withLimits(Limits other) {
        return new ProcessPlan(
                name, command, environment, directory, readyLine, readyInMs, outputIsProtocol, restart, stop, other);
    }

    /**
     * When to start it again: at once after the first end in a row, then after a pause that doubles with each further one
     * and varies by up to a fifth, so that many do not start at the same time. That it could not be started counts as an
     * end.
     *
     * @param finalStatuses after which it is not started again; {@code Set.of(0)} for one that may finish its work, empty
     *     for none
     * @param firstPauseInMs after the second end in a row, in milliseconds
     * @param longestPauseInMs in milliseconds
     * @param mostInARow ends in a row, each less than {@code steadyInMs} after the start, before it is given up; 0 for never
     *     restarted, negative for never given up
     * @param steadyInMs a run this long begins the count anew, in milliseconds
     */
    public record Restart(
            Set<Integer> finalStatuses, long firstPauseInMs, long longestPauseInMs, int mostInARow, long steadyInMs) {

        public Restart {
            finalStatuses = Set.copyOf(finalStatuses);
        }

        /** It ends when it ends. */
        public static final Restart NEVER = new Restart(Set.of(), 0, 0, 0, 0);

        /** After any end: at once, then after 200 ms up to 30 s, given up after 10 in a row. */
        public static final Restart ALWAYS = new Restart(Set.of(), 200, 30_000, 10, 10_000);
    }

    /**
     * How to end it and everything it started: ask, after a while tell (SIGTERM), after a while force (SIGKILL). What it
     * leaves behind when it ends is told and forced likewise.
     *
     * @param lastLine written to its standard input, which is closed then; empty for closing only, null for neither, when
     *     it is asked another way or not at all
     * @param askInMs how long it has to end by itself, in milliseconds; 0 for not at all
     * @param tellInMs how long it and what it started have after SIGTERM, in milliseconds; 0 for SIGKILL at once
     */
    public record Stop(@Nullable String lastLine, long askInMs, long tellInMs) {

        /** Without asking first. */
        public static Stop byTelling(long tellInMs) {
            return new Stop(null, 0, tellInMs);
        }
    }

    /**
     * What it, and each process it starts, may use; 0 for no limit of ours. Where the operating system has no such limit
     * the process's log says so, or the node's.
     *
     * @param memoryInBytes address space; more is refused to it
     * @param cpuInSeconds processor time; past it SIGXCPU ends it, and a second later SIGKILL
     * @param openFiles file descriptors; more are refused to it
     */
    public record Limits(long memoryInBytes, long cpuInSeconds, int openFiles) {

        /** None. */
        public static final Limits NONE = new Limits(0, 0, 0);
    }
}
