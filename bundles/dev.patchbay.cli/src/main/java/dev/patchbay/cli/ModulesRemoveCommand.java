package dev.patchbay.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Removes modules. */
@Command(name = "rm", description = "Remove modules.")
final class ModulesRemoveCommand extends ModulesCommand {

    @Parameters(arity = "1..*", paramLabel = "UID", description = "Which ones, or how their uids begin.")
    private List<String> uids = List.of();

    ModulesRemoveCommand(ModulesOptions options) {
        super(options);
    }

    @Override
    void run(RemoteModules modules, ModulesOptions options) throws Exception {
        options.printResult(modules.call("rm", Map.of("uids", modules.uids(uids))));
    }
}
