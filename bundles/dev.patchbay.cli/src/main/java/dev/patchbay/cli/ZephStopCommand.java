package dev.patchbay.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Asks a node to stop and does not wait for that. */
@Command(name = "stop", description = "Ask a node to stop, and do not wait for its end ('patchbay stop' waits).")
final class ZephStopCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ZephAddress address;

    @Parameters(arity = "0..1", paramLabel = "ADDRESS", description = "Where its control socket is.")
    private @Nullable String given;

    ZephStopCommand(ZephAddress address, Console console) {
        this.address = address;
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        return new ZephRequest(List.of("stop")).send(address.client(given), console);
    }
}
