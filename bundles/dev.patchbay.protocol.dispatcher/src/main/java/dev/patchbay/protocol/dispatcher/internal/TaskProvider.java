package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobRecord;
import dev.patchbay.job.JobState;
import dev.patchbay.job.Jobs;
import dev.patchbay.job.Resources;
import dev.patchbay.job.Submission;
import dev.patchbay.rpc.CallContext;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Description;
import dev.patchbay.session.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** Built-in service {@code task}: jobs under the name that the dispatcher gives them. */
@Description("Jobs: submitted, watched and ended.")
@ProviderName("dispatcher.task")
@Component(
        service = Provider.class,
        configurationPid = DispatcherEndpoint.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class TaskProvider implements Provider {

    private static final long LOOK_AGAIN_IN_MS = TimeUnit.HOURS.toMillis(1);

    private final Clients clients;
    private final Jobs jobs;
    private final Resources resources;

    @Activate
    public TaskProvider(@Reference Clients clients, @Reference Jobs jobs, @Reference Resources resources) {
        this.clients = clients;
        this.jobs = jobs;
        this.resources = resources;
    }

    /** Settings do not concern it, and whoever uses it is not disturbed. */
    @Modified
    void modified() {}

    @RpcMethod
    @Description("Submits a task; its id is answered before anything of it is verified.")
    public long submit(String name, @Nullable List<@Nullable Object> args, CallContext context) throws CallException {
        return submitWithEnv(name, args, Map.of(), context);
    }

    @RpcMethod("submit_with_env")
    @Description("Submits a task with an environment; its RUN_AS_USER is the user the task is recorded for.")
    public long submitWithEnv(
            String name,
            @Nullable List<@Nullable Object> args,
            @Nullable Map<String, @Nullable Object> env,
            CallContext context)
            throws CallException {
        Client client = clients.caller(context);
        Map<String, @Nullable Object> environment = new LinkedHashMap<>();
        environment.putAll(env == null ? Map.of() : env);
        environment.put("SENDER_ADDRESS", client.address().text()); // what the client says of it does not count
        return submit(new Submission(
                name,
                args == null ? List.of() : args,
                user(client.user(), environment.get("RUN_AS_USER")),
                client.session().map(Session::id).orElse(null),
                environment,
                client.isStrict()));
    }

    /** Under another name, if asked for; what he may do stays the same. */
    private static User user(User caller, @Nullable Object name) throws CallException {
        if (!(name instanceof String username)) {
            return caller;
        }
        if (!caller.hasRole(User.ADMIN)) {
            throw new CallException(RpcError.NOT_PERMITTED, "Permission denied");
        }
        return new User(caller.id(), username, caller.roles());
    }

    private long submit(Submission submission) throws CallException {
        try {
            return jobs.submit(submission);
        } catch (CallException e) {
            throw e.code() == RpcError.INVALID
                    ? new CallException(RpcError.INVALID, "Unknown task type " + submission.task())
                    : e;
        }
    }

    @RpcMethod
    @Description("The record of a task; null when there never was one.")
    public @Nullable Map<String, @Nullable Object> status(long id, CallContext context) throws CallException {
        clients.checkLoggedIn(context);
        return jobs.find(id).map(job -> JobRecord.of(job, context.user())).orElse(null);
    }

    @RpcMethod("wait")
    @Description("Waits until a task has ended.")
    public void awaitEnd(long id, CallContext context) throws CallException, InterruptedException {
        clients.checkLoggedIn(context);
        Optional<Job> job = jobs.find(id);
        if (job.isEmpty()) {
            throw new CallException(RpcError.NOT_FOUND, "No such task");
        }
        boolean hasEnded = job.get().state().isFinal();
        while (!hasEnded) {
            hasEnded = jobs.awaitEnd(id, LOOK_AGAIN_IN_MS).isPresent();
        }
    }

    @RpcMethod
    @Description("Asks a task to end; nothing happens when there is none.")
    public void abort(long id, CallContext context) throws CallException {
        clients.checkLoggedIn(context);
        jobs.abort(id);
    }

    @RpcMethod
    @Description("The records of tasks that match.")
    public @Nullable Object query(
            @Nullable List<@Nullable Object> filter,
            @Nullable Map<String, @Nullable Object> params,
            CallContext context)
            throws CallException {
        clients.checkLoggedIn(context);
        return jobs.query(filter, params, context.user());
    }

    @RpcMethod("list_resources")
    @Description("What tasks lock, and whether it is locked.")
    public List<Map<String, Object>> listResources(CallContext context) throws CallException {
        clients.checkLoggedIn(context);
        return resources.list().stream()
                .map(resource -> Map.<String, Object>of("name", resource.name(), "busy", resource.busy()))
                .toList();
    }

    @RpcMethod("list_executors")
    @Description("Where tasks run: the node itself.")
    public List<Map<String, Object>> listExecutors(CallContext context) throws CallException {
        clients.checkLoggedIn(context);
        Object executing = jobs.query(List.of(List.of("state", "=", JobState.EXECUTING.name())), Map.of("count", true));
        String state = Long.valueOf(0).equals(executing) ? "IDLE" : "EXECUTING";
        return List.of(Map.of(
                "index", 0L, "state", state, "pid", ProcessHandle.current().pid()));
    }
}
