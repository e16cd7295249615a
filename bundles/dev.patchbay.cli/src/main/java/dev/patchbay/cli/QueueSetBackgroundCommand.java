package dev.patchbay.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Sets the background. */
@Command(name = "set-bg", description = "Start a background in the place of the one there is, and print its uid.")
final class QueueSetBackgroundCommand extends ModulesCommand {

    @Parameters(index = "0", paramLabel = "TYPE", description = "One of the backgrounds that 'types' shows.")
    private String type = "";

    @Parameters(
            index = "1..*",
            paramLabel = "JSON",
            description = "What it is initialised with: name=value words, or one JSON object.")
    private List<String> words = List.of();

    QueueSetBackgroundCommand(ModulesOptions options) {
        super(options);
    }

    @Override
    void run(RemoteModules modules, ModulesOptions options) throws Exception {
        Object answer = modules.call("set_bg", params("type", type, "args", arguments(words)));
        options.print(answer, ModulesAddCommand.uid(answer));
    }
}
