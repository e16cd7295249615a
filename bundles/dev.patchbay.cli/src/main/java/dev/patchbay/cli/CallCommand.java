package dev.patchbay.cli;

import dev.patchbay.cli.words.CallArguments;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Calls a provider's method. */
@Command(
        name = "call",
        description = "Call a method and print its result as JSON.",
        footer = {
            "",
            "Each parameter is JSON, or bare text that stands for a string:",
            "  patchbay call clock.now Europe/Berlin",
            "  patchbay call clock.now zone=Europe/Berlin",
            "  patchbay call rpc.discover"
        })
final class CallCommand implements Callable<Integer> {

    private final NodeOptions node;
    private final Console console;

    @Parameters(index = "0", paramLabel = "METHOD", description = "Its full name, such as clock.now.")
    private String method = "";

    @Parameters(
            index = "1..*",
            paramLabel = "JSON",
            description = "Parameters by position, or all of them by name as name=value.")
    private List<String> words = List.of();

    @Option(names = "--raw", description = "Print a string as it is, without quotes.")
    private boolean raw;

    CallCommand(NodeOptions node, Console console) {
        this.node = node;
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Object params = CallArguments.params(words);
        try (JsonRpcClient client = node.connect()) {
            console.result(client.await(method, params), raw);
        }
        return ExitCode.OK;
    }
}
