package dev.patchbay.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints what the node says about itself. */
@Command(name = "status", description = "Show the node of this home: version, addresses, memory, what is missing.")
final class StatusCommand implements Callable<Integer> {

    private final NodeOptions node;
    private final Console console;

    StatusCommand(NodeOptions node, Console console) {
        this.node = node;
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        console.out().print(node.control().ask("status"));
        console.out().flush();
        return ExitCode.OK;
    }
}
