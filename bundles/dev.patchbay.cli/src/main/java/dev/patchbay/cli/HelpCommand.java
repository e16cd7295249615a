package dev.patchbay.cli;

import dev.patchbay.cli.words.UsageException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the commands are, or how one is used. */
@Command(name = "help", helpCommand = true, description = "Show all commands, or how one is used.")
final class HelpCommand implements Callable<Integer> {

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command to tell about.")
    private @Nullable String name;

    HelpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws UsageException {
        CommandLine all = spec.parent().commandLine();
        CommandLine wanted = name == null ? all : all.getSubcommands().get(name);
        if (wanted == null) {
            throw new UsageException(
                    "Expected one of " + String.join(", ", all.getSubcommands().keySet()) + ", got '" + name + "'");
        }
        wanted.usage(console.out());
        return ExitCode.OK;
    }
}
