package dev.patchbay.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the background. */
@Command(name = "bg", description = "Show the background, which plays while the queue is empty.")
final class QueueBackgroundCommand extends ModulesCommand {

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Parameters to be shown of it.")
    private List<String> names = List.of();

    QueueBackgroundCommand(ModulesOptions options) {
        super(options);
    }

    @Override
    void run(RemoteModules modules, ModulesOptions options) throws Exception {
        Object told = modules.call("bg", Map.of());
        RemoteModule background = RemoteModule.of(told, true);
        if (background != null && !names.isEmpty()) {
            told = modules.call("bg", Map.of("parameters", Map.of(background.type(), names)));
            background = RemoteModule.of(told, true);
        }
        options.print(
                told,
                background == null
                        ? List.of("There is no background.")
                        : ModulesListCommand.lines(List.of(background), names));
    }
}
