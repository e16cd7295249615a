package dev.patchbay.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the version of this program. */
@Command(name = "version", description = "Show the version of this program and of its Java.")
final class VersionCommand implements Callable<Integer> {

    private final Console console;

    VersionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String version = Main.class.getPackage().getImplementationVersion();
        console.out()
                .println("patchbay " + Objects.requireNonNullElse(version, "(not packaged)") + " on Java "
                        + Runtime.version());
        return ExitCode.OK;
    }
}
