package dev.patchbay.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The program behind {@code patchbay run}: starts a node, and ends with 0 when it stopped in order, 1 when it could not
 * start, 2 for a command line it does not know.
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
        } catch (NodeException e) {
            fail(1, e);
        }
    }

    private static int run(Arguments arguments) throws NodeException, InterruptedException {
        PatchbayNode node = describe(arguments).build();
        Runtime.getRuntime().addShutdownHook(new Thread(node::close, "patchbay-signal"));
        node.start();
        node.brokenRun()
                .ifPresent(holder -> System.err.println("patchbay: the last run did not stop in order: " + holder));
        return node.awaitStop();
    }

    private static PatchbayNode.Builder describe(Arguments arguments) {
        PatchbayNode.Builder node = PatchbayNode.builder()
                .startedAt(ProcessStart.instant())
                .interactive(arguments.wantsShell() && Boolean.getBoolean("patchbay.terminal"))
                .property("patchbay.command", System.getProperty("patchbay.command", "patchbay"))
                .property("patchbay.log.console", arguments.isVerbose() ? "INFO" : "WARN");
        arguments.home().or(() -> system("patchbay.home")).ifPresent(node::home);
        arguments.settings().or(() -> environment("PATCHBAY_SETTINGS")).ifPresent(node::settings);
        return node;
    }

    private static Optional<Path> system(String property) {
        return Optional.ofNullable(System.getProperty(property)).map(Path::of);
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
