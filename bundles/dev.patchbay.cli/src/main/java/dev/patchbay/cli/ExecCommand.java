package dev.patchbay.cli;

import dev.patchbay.cli.words.ControlWords;
import dev.patchbay.cli.words.UsageException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs one command line of the node's shell. */
@Command(
        name = "exec",
        description = "Run a command of the node's shell and end with its status.",
        footer = {"", "  patchbay exec tasks | grep hello"})
final class ExecCommand implements Callable<Integer> {

    private final NodeOptions node;
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "One line; several words are joined by spaces.")
    private List<String> words = List.of();

    ExecCommand(NodeOptions node, Console console) {
        this.node = node;
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        byte[] line = (line() + "\n").getBytes(StandardCharsets.UTF_8);
        try (Conversation conversation = node.control().converse(ControlWords.EXEC)) {
            conversation.send(line, line.length);
            return new ExecOutput(console.out()).relay(conversation.answer());
        }
    }

    private String line() throws UsageException {
        String line = String.join(" ", words);
        if (line.indexOf('\n') >= 0) {
            throw new UsageException("Expected one line, got several; call exec once for each");
        }
        return line;
    }
}
