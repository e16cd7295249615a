package dev.patchbay.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what a module says of itself. */
@Command(name = "help", description = "Print the help text of a module: its functions, or what it says of itself.")
final class WorkersHelpCommand implements Callable<Integer> {

    private final ModulesOptions options;

    @Parameters(index = "0", paramLabel = "NAME", description = "Which one.")
    private String name = "";

    WorkersHelpCommand(ModulesOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws Exception {
        try (JsonRpcClient client = options.node().connect()) {
            options.printResult(new RemoteWorkers(client).help(name));
        }
        return ExitCode.OK;
    }
}
