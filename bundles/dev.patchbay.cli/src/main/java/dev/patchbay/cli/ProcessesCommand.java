package dev.patchbay.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the child processes. */
@Command(name = "processes", description = "Show the child processes of the node of this home.")
final class ProcessesCommand implements Callable<Integer> {

    private final NodeOptions node;
    private final Console console;

    ProcessesCommand(NodeOptions node, Console console) {
        this.node = node;
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        new ControlText(node.control(), console).print("processes");
        return ExitCode.OK;
    }
}
