package dev.patchbay.job.internal;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.job.Job;
import dev.patchbay.job.JobError;
import dev.patchbay.job.JobRecord;
import dev.patchbay.job.Jobs;
import dev.patchbay.job.Resources;
import dev.patchbay.job.Submission;
import dev.patchbay.rpc.CallContext;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Default;
import dev.patchbay.schema.Description;
import dev.patchbay.schema.Range;
import dev.patchbay.session.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Jobs, callable: everybody sees and ends his own, an administrator all. */
@ProviderName("job")
@Component
public final class JobProvider implements Provider {

    private final Jobs jobs;
    private final Resources resources;
    private final Arguments arguments;

    @Activate
    public JobProvider(@Reference Jobs jobs, @Reference Resources resources, @Reference Dispatcher dispatcher) {
        this.jobs = jobs;
        this.resources = resources;
        this.arguments = new Arguments(dispatcher);
    }

    /** Returns as soon as it is on disk. */
    @RpcMethod
    @Description("Submits a task as a job and tells its id, before anything of it was verified.")
    public long submit(
            String name,
            @Nullable @Description("The whole input, as task.run takes it.") Object data,
            @Nullable @Description("The input by position, instead of data.") List<@Nullable Object> args,
            @Default("{}") Map<String, @Nullable Object> environment,
            CallContext context)
            throws CallException {
        List<@Nullable Object> byPosition = arguments.of(name, data, args);
        return jobs.submit(new Submission(name, byPosition, context.user(), null, environment, false));
    }

    /** The job goes on when the caller goes away. */
    @RpcMethod
    @Description("Submits a task as a job, waits for its end and tells its result; its error is the answer's.")
    public @Nullable Object run(
            String name,
            @Nullable @Description("The whole input, as task.run takes it.") Object data,
            @Nullable @Description("The input by position, instead of data.") List<@Nullable Object> args,
            @Default("{}") Map<String, @Nullable Object> environment,
            CallContext context)
            throws CallException, InterruptedException {
        long id = submit(name, data, args, environment, context);
        return Errors.resultOf(jobs.awaitEnd(id, Long.MAX_VALUE).orElseThrow(() -> unknown(id)));
    }

    /** As it is now. */
    @RpcMethod
    @Description("A job's record.")
    public Map<String, @Nullable Object> get(long id, CallContext context) throws CallException {
        return JobRecord.of(own(id, context.user()), context.user());
    }

    /** Null when it has not ended by then. */
    @RpcMethod
    @Description("Waits for the end of a job and tells its record; null when it has not ended in that time.")
    public @Nullable Map<String, @Nullable Object> wait(
            long id, @Default("60000") @Range(min = 0) long timeoutInMs, CallContext context)
            throws CallException, InterruptedException {
        own(id, context.user());
        return jobs.awaitEnd(id, timeoutInMs)
                .map(job -> JobRecord.of(job, context.user()))
                .orElse(null);
    }

    /** Returns at once. */
    @RpcMethod
    @Description("Asks a job to end; one that does not run yet never will.")
    public void abort(long id, CallContext context) throws CallException {
        own(id, context.user());
        jobs.abort(id);
    }

    /** A stream of records, a count, or one record. */
    @RpcMethod
    @Description("The jobs that match a filter; see docs/queries.md.")
    public @Nullable Object query(
            @Nullable List<@Nullable Object> filter,
            @Nullable Map<String, @Nullable Object> options,
            CallContext context)
            throws CallException {
        User user = context.user();
        return jobs.query(user.hasRole(User.ADMIN) ? filter : own(filter, user), options, user);
    }

    private static List<@Nullable Object> own(@Nullable List<@Nullable Object> filter, User user) {
        List<@Nullable Object> all = new ArrayList<>();
        all.add(List.of("user", "=", user.username()));
        all.addAll(filter == null ? List.of() : filter);
        return all;
    }

    /** Sorted by name. */
    @RpcMethod
    @Description("What jobs can lock, and what is locked now.")
    public List<Resources.Status> resources() {
        return resources.list();
    }

    /** Somebody else's job does not exist for him. */
    private Job own(long id, User user) throws CallException {
        return jobs.find(id)
                .filter(job -> user.hasRole(User.ADMIN) || job.user().equals(user.username()))
                .orElseThrow(() -> unknown(id));
    }

    private static CallException unknown(long id) {
        return new CallException(JobError.UNKNOWN, "There is no job " + id + "; job.query tells those that are");
    }
}
