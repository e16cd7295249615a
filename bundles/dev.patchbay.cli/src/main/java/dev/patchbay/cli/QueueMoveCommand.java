package dev.patchbay.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Changes the order of the queue. */
@Command(name = "mv", description = "Put modules first, in this order; the others follow as they are.")
final class QueueMoveCommand extends ModulesCommand {

    @Parameters(arity = "1..*", paramLabel = "UID", description = "Which ones, or how their uids begin.")
    private List<String> uids = List.of();

    QueueMoveCommand(ModulesOptions options) {
        super(options);
    }

    @Override
    void run(RemoteModules modules, ModulesOptions options) throws Exception {
        options.printResult(modules.call("mv", Map.of("uids", modules.uids(uids))));
    }
}
