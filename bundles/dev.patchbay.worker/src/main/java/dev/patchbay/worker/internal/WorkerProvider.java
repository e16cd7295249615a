package dev.patchbay.worker.internal;

import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.Queryable;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Description;
import dev.patchbay.session.RequiresRole;
import dev.patchbay.session.User;
import dev.patchbay.worker.WorkerAnswer;
import dev.patchbay.worker.WorkerException;
import dev.patchbay.worker.WorkerStatus;
import dev.patchbay.worker.WorkerTurn;
import dev.patchbay.worker.WorkerTurnListener;
import dev.patchbay.worker.Workers;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The workers by RPC, for the command line and the console. */
@ProviderName("worker")
@Component
public final class WorkerProvider implements Provider {

    /** The code of the answer to a name that no module has. */
    static final int UNKNOWN = 404;

    /** The code of the answer when it is there and cannot answer. */
    static final int NOT_POSSIBLE = 409;

    private static final String LOCAL = "127.0.0.1";

    private final Workers workers;

    @Activate
    public WorkerProvider(@Reference Workers workers) {
        this.workers = workers;
    }

    /**
     * A module, as the command line shows it.
     *
     * @param pid null when no process runs
     */
    public record Status(
            String name,
            String module,
            String state,
            @Nullable Long pid,
            Instant since,
            int waiting,
            @Nullable String problem) {}

    /** In the order of loading. */
    @RpcMethod
    @Queryable(id = "name")
    @Description("The configured modules with the state of their workers, in the order of loading.")
    public List<Status> list() {
        return workers.list().stream().map(WorkerProvider::status).toList();
    }

    private static Status status(WorkerStatus worker) {
        return new Status(
                worker.name(),
                worker.module(),
                worker.state().name().toLowerCase(Locale.ROOT),
                worker.pid().isPresent() ? worker.pid().getAsLong() : null,
                worker.since(),
                worker.waiting(),
                worker.problem());
    }

    /** In a new process. */
    @RpcMethod
    @RequiresRole(User.ADMIN)
    @Description(
            "Ends the worker of a module, reads the configuration again, loads the module anew and waits for that.")
    public void reload(String name) throws CallException, InterruptedException {
        try {
            if (!workers.reload(name)) {
                throw unknown(name);
            }
        } catch (WorkerException e) {
            throw new CallException(NOT_POSSIBLE, String.valueOf(e.getMessage()));
        }
    }

    /** Only what changed. */
    @RpcMethod("reload_all")
    @RequiresRole(User.ADMIN)
    @Description("Reads the configuration again and loads, reloads and unloads what changed in it; waits for that.")
    public void reloadAll() throws CallException, InterruptedException {
        try {
            workers.reloadAll();
        } catch (WorkerException e) {
            throw new CallException(NOT_POSSIBLE, String.valueOf(e.getMessage()));
        }
    }

    /** Waits for a turn. */
    @RpcMethod
    @Description("The help text of a module, when it is its turn to be asked.")
    public Object help(String name) throws CallException, InterruptedException {
        if (workers.find(name).isEmpty()) {
            throw unknown(name);
        }
        Asking asking = new Asking();
        try {
            asking.turn.complete(workers.queue(name, LOCAL, asking));
            return asking.answer.get();
        } catch (WorkerException e) {
            throw new CallException(NOT_POSSIBLE, String.valueOf(e.getMessage()));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new CallException(NOT_POSSIBLE, String.valueOf(cause.getMessage()));
        } finally {
            asking.turn.thenAccept(WorkerTurn::end);
        }
    }

    private static CallException unknown(String name) {
        return new CallException(UNKNOWN, "There is no module '" + name + "'; worker.list lists them");
    }

    /** A turn to ask for help. */
    private static final class Asking implements WorkerTurnListener {

        private final CompletableFuture<WorkerTurn> turn = new CompletableFuture<>();
        private final CompletableFuture<Object> answer = new CompletableFuture<>();

        @Override
        public void onTurn() {
            turn.thenCompose(WorkerTurn::help).thenAccept(this::answered);
        }

        private void answered(WorkerAnswer help) {
            String traceback = help.traceback();
            if (traceback == null) {
                answer.complete(help.result());
            } else {
                onUnloaded(Texts.lastLine(traceback));
            }
        }

        @Override
        public void onUnloaded(String problem) {
            answer.completeExceptionally(new WorkerException(problem));
        }
    }
}
