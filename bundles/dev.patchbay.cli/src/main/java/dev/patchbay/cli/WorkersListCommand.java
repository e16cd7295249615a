package dev.patchbay.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Lists them with the state of their workers. */
@Command(name = "list", description = "List the configured modules, in the order in which they were loaded.")
final class WorkersListCommand implements Callable<Integer> {

    private final ModulesOptions options;

    WorkersListCommand(ModulesOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws Exception {
        try (JsonRpcClient client = options.node().connect()) {
            show(new RemoteWorkers(client).told());
        }
        return ExitCode.OK;
    }

    private void show(@Nullable Object told) {
        List<RemoteWorker> workers = RemoteWorker.listOf(told);
        options.print(told, workers.isEmpty() ? List.of("No module is configured.") : WorkersCommand.lines(workers));
    }
}
