package dev.patchbay.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands of the original zephserver. */
@Command(
        name = "zeph",
        description = "Start, stop and command a node as zephserver's scripts do.",
        footer = {
            "",
            "Any other first word is sent as a command: 'patchbay zeph status' is 'patchbay zeph command status'.",
            "An address with a colon is host:port, any other the path of a Unix socket. Without one it is",
            "CONFIGURATION_NETWORK_INTERFACE of the settings, else the control socket of the home."
        })
final class ZephCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ZephAddress address;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "WORDS", description = "A command to send, and its words.")
    private List<String> words = List.of();

    private ZephCommand(NodeOptions node, Map<String, String> environment, Console console) {
        this.address = new ZephAddress(node, environment);
        this.console = console;
    }

    /** The command with those below it. */
    static CommandLine line(NodeOptions node, Map<String, String> environment, Console console) {
        return new CommandLine(new ZephCommand(node, environment, console))
                .addSubcommand("start", new RunCommand())
                .addSubcommand(new ZephStopCommand(new ZephAddress(node, environment), console))
                .addSubcommand(new CommandLine(new ZephSendCommand(new ZephAddress(node, environment), console))
                        .setUnmatchedOptionsArePositionalParams(true))
                .setStopAtPositional(true);
    }

    /** Without a word nothing is started and nothing is sent. */
    @Override
    public Integer call() throws Exception {
        if (words.isEmpty()) {
            spec.commandLine().usage(console.out());
            return ExitCode.OK;
        }
        return new ZephRequest(words).send(address.client(null), console);
    }
}
