package dev.patchbay.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Loads modules anew, and shows what became of them. */
@Command(
        name = "reload",
        description = "Read the configuration again, and load one module anew or all that changed in it.",
        footer = {
            "",
            "With a NAME that module is loaded in a new process, changed or not, even if it serves a client;",
            "the exit code is 1 if it does not serve afterwards."
        })
final class WorkersReloadCommand implements Callable<Integer> {

    private final ModulesOptions options;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which one; none for what changed.")
    private @Nullable String name;

    WorkersReloadCommand(ModulesOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws Exception {
        try (JsonRpcClient client = options.node().connect()) {
            RemoteWorkers workers = new RemoteWorkers(client);
            return name == null ? reloadAll(workers) : reload(workers, name);
        }
    }

    private int reloadAll(RemoteWorkers workers) throws Exception {
        workers.reloadAll();
        Object told = workers.told();
        options.print(told, WorkersCommand.lines(RemoteWorker.listOf(told)));
        return ExitCode.OK;
    }

    private int reload(RemoteWorkers workers, String wanted) throws Exception {
        workers.reload(wanted);
        Optional<RemoteWorker> found = RemoteWorker.listOf(workers.told()).stream()
                .filter(worker -> worker.name().equals(wanted))
                .findFirst();
        options.print(
                found.<@Nullable Object>map(RemoteWorker::told).orElse(null),
                found.map(worker -> WorkersCommand.lines(List.of(worker)))
                        .orElse(List.of(wanted + " is not configured any more.")));
        return found.isPresent() && !found.get().isServing() ? ExitCode.FAILED : ExitCode.OK;
    }
}
