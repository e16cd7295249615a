package dev.patchbay.cli;

import dev.patchbay.cli.words.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Stands in the list of commands; the {@code patchbay} script starts nodes without this program. */
@Command(name = "run", description = "Start a node here; 'patchbay run --help' tells its options.")
final class RunCommand implements Callable<Integer> {

    /** Whatever the node's own options are. */
    @Unmatched
    private final List<String> ignored = new ArrayList<>();

    @Override
    public Integer call() throws UsageException {
        throw new UsageException("Expected the patchbay script to start the node, got 'run " + String.join(" ", ignored)
                + "' in the program behind it; use the script");
    }
}
