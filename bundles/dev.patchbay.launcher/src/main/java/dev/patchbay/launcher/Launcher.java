package dev.patchbay.launcher;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The program behind {@code patchbay run}: starts a node, and ends with 0 when it stopped in order, 1 when it could not
 * start, 2 for a command line it does not know. Why not is a line on the standard error stream; that a server is
 * already started, a line on standard output, as users of the originals look for it.
 *
 * <p>On SIGTERM and SIGINT the node is stopped in order as well; the JVM then ends with 143 or 130, as always.
 */
public final class Launcher {

    private Launcher() {}

    /** Runs until the node has stopped. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] words) throws InterruptedException {
        try {
            Arguments arguments = Arguments.parse(List.of(words));
            if (arguments.wantsHelp()) {
                System.out.print(Arguments.HELP);
            } else {
                System.exit(run(arguments));
            }
        } catch (UsageException e) {
            fail(2, e);
        } catch (AlreadyStartedException e) {
            System.out.println(e.getMessage());
            System.exit(1);
        } catch (NodeException e) {
            fail(1, e);
        }
    }

    private static int run(Arguments arguments) throws UsageException, NodeException, InterruptedException {
        PatchbayNode node = describe(arguments).build();
        Runtime.getRuntime().addShutdownHook(new Thread(node::close, "patchbay-signal"));
        node.start();
        node.brokenRun()
                .ifPresent(holder -> System.err.println("patchbay: the last run did not stop in order: " + holder));
        return node.awaitStop();
    }

    private static PatchbayNode.Builder describe(Arguments arguments) throws UsageException {
        PatchbayNode.Builder node = PatchbayNode.builder()
                .startedAt(begin())
                .interactive(arguments.wantsShell() && Boolean.getBoolean("patchbay.terminal"))
                .property("patchbay.command", System.getProperty("patchbay.command", "patchbay"))
                .property("patchbay.log.console", arguments.isVerbose() ? "INFO" : "WARN");
        arguments.home().or(() -> system("patchbay.home")).ifPresent(node::home);
        arguments.settings().or(Launcher::settingsOfEnvironment).ifPresent(node::settings);
        for (String assignment : arguments.assignments()) {
            set(node, assignment);
        }
        return node;
    }

    private static void set(PatchbayNode.Builder node, String assignment) throws UsageException {
        try {
            node.set(assignment);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--set: " + e.getMessage() + ".");
        }
    }

    /** What the script built before is not counted in. */
    private static Instant begin() {
        Long afterBuildInMs = Long.getLong("patchbay.begin");
        return afterBuildInMs == null ? ProcessStart.instant() : Instant.ofEpochMilli(afterBuildInMs);
    }

    private static Optional<Path> system(String property) {
        return Optional.ofNullable(System.getProperty(property)).map(Path::of);
    }

    /** Modules and services written for shmooze know only their own variable. */
    private static Optional<Path> settingsOfEnvironment() {
        return environment("PATCHBAY_SETTINGS").or(() -> environment("SHMOOZE_SETTINGS"));
    }

    private static Optional<Path> environment(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(text -> !text.isEmpty())
                .map(Path::of);
    }

    private static void fail(int code, Exception cause) {
        System.err.println("patchbay: " + cause.getMessage());
        System.exit(code);
    }
}
