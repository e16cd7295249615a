package dev.patchbay.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends words to a node and prints what it answers. */
@Command(
        name = "command",
        description = "Send words to a node and print every line of its answer.",
        footer = {"", "  patchbay zeph command status", "  patchbay zeph command --interface=./interface.sock stop"})
final class ZephSendCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ZephAddress address;

    @Option(names = "--interface", paramLabel = "ADDR", description = "Where its control socket is.")
    private @Nullable String given;

    @Parameters(arity = "1..*", paramLabel = "WORDS", description = "The command and its words.")
    private List<String> words = List.of();

    ZephSendCommand(ZephAddress address, Console console) {
        this.address = address;
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        return new ZephRequest(words).send(address.client(given), console);
    }
}
