package dev.patchbay.cli;

import dev.patchbay.cli.words.UsageException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints events as they happen. */
@Command(
        name = "listen",
        description = "Print events as they happen, one line of JSON each, and reconnect when the node was away.",
        footer = {"", "  patchbay listen 'clock.*' --count 3"})
final class ListenCommand implements Callable<Integer> {

    private final NodeOptions node;
    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "MASK",
            description = "Which events: clock.tick, 'clock.*' or '*' for all (quote the star).")
    private List<String> masks = List.of();

    @Option(names = "--count", paramLabel = "N", description = "End after N events (default: never).")
    private long count = Long.MAX_VALUE;

    ListenCommand(NodeOptions node, Console console) {
        this.node = node;
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (count < 1) {
            throw new UsageException("Expected --count 1 or more, got " + count);
        }
        new EventFollower(node::connect, masks, count, console).follow();
        return ExitCode.OK;
    }
}
