package dev.patchbay.cli;

import dev.patchbay.cli.words.UsageException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints a log file of the node, or the log of a child process. */
@Command(
        name = "logs",
        description = "Print the last lines that a child process of the node wrote, or those of a log file.",
        footer = {
            "",
            "  patchbay logs worker.thermometer -f",
            "  patchbay logs worker.thermometer -n 1000 | grep error",
            "",
            "The log file 'modules' has the records of all configured modules, a line of JSON each:",
            "  patchbay logs modules -f",
            "",
            "A log file comes before a process of the same name, which is then process:NAME."
        })
final class LogsCommand implements Callable<Integer> {

    private final NodeOptions node;
    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "The process or log file; a name that is none is answered with those that are.")
    private String name = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what it writes, until Ctrl-C.")
    private boolean isFollowing;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "LINES",
            description = "How many lines to begin with (default: ${DEFAULT-VALUE}).")
    private int lines = 50;

    LogsCommand(NodeOptions node, Console console) {
        this.node = node;
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (lines < 0) {
            throw new UsageException("Expected -n 0 or more, got " + lines);
        }
        // the node takes words apart at blanks
        if (name.isBlank() || name.startsWith("-") || name.chars().anyMatch(Character::isWhitespace)) {
            throw new UsageException("Expected the name of a process or a log file, got '" + name + "'");
        }
        String words = "logs " + name + (isFollowing ? " -f" : "") + " -n " + lines;
        new ControlText(node.control(), console).print(words);
        return ExitCode.OK;
    }
}
