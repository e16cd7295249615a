package dev.patchbay.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The configured modules and their workers. */
@Command(
        name = "modules",
        description = "Show and reload the configured modules; without a command, list them.",
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "",
            "A module's functions are called by name, as those of any provider:",
            "  patchbay modules help thermometer",
            "  patchbay call thermometer.read",
            "  patchbay listen 'module.*'",
            "  patchbay logs worker.thermometer -f"
        })
final class WorkersCommand implements Callable<Integer> {

    @Mixin
    private final ModulesOptions options;

    private WorkersCommand(ModulesOptions options) {
        this.options = options;
    }

    /** The command with those below it. */
    static CommandLine line(NodeOptions node, Console console) {
        ModulesOptions options = new ModulesOptions(RemoteWorkers.PROVIDER, node, console);
        return new CommandLine(new WorkersCommand(options))
                .addSubcommand(new WorkersListCommand(options))
                .addSubcommand(new WorkersReloadCommand(options))
                .addSubcommand(new WorkersHelpCommand(options));
    }

    @Override
    public Integer call() throws Exception {
        return new WorkersListCommand(options).call();
    }

    /** A table of them, in their order. */
    static List<String> lines(List<RemoteWorker> workers) {
        Table table = new Table(List.of("NAME", "MODULE", "STATE", "PID", "WAITING", "PROBLEM"));
        for (RemoteWorker worker : workers) {
            table.add(List.of(
                    worker.name(),
                    worker.module(),
                    worker.state(),
                    orDash(worker.pid()),
                    Long.toString(worker.waiting()),
                    orDash(worker.problem())));
        }
        return table.lines();
    }

    private static String orDash(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }
}
