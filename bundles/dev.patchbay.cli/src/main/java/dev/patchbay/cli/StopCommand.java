package dev.patchbay.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

/** Stops the node and waits until its process has gone. */
@Command(name = "stop", description = "Stop the node of this home in order, and wait until it has gone.")
final class StopCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final NodeOptions node;
    private final Console console;

    StopCommand(NodeOptions node, Console console) {
        this.node = node;
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        ControlClient control = node.control();
        // looked up first: a stopping node removes its lock file
        Optional<ProcessHandle> process = LockFile.of(node.home()).process();
        control.ask("stop");
        if (process.isEmpty()) {
            console.say("The node has been asked to stop; its lock file does not say which process to wait for");
            return ExitCode.OK;
        }
        return await(process.get());
    }

    private int await(ProcessHandle process) throws Exception {
        try {
            process.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            return ExitCode.OK;
        } catch (TimeoutException e) {
            console.say("The node was asked to stop " + LIMIT.toSeconds() + " s ago and still runs as process "
                    + process.pid() + "; see its log, or end it with: kill " + process.pid());
            return ExitCode.FAILED;
        }
    }
}
