package dev.patchbay.job.internal;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.job.Job;
import dev.patchbay.job.JobError;
import dev.patchbay.job.Jobs;
import dev.patchbay.job.Progress;
import dev.patchbay.job.Resources;
import dev.patchbay.job.Submission;
import dev.patchbay.job.spi.Journal;
import dev.patchbay.job.spi.JournalException;
import dev.patchbay.rpc.CallException;
import dev.patchbay.session.User;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes jobs, and knows them until they have ended; afterwards the journal does. */
final class JobEngine implements Jobs, Scheduler.Decisions {

    private static final Logger LOG = LoggerFactory.getLogger(JobEngine.class);
    private static final long STOP_IN_MS = 3_000;
    private static final JobError STOPPED =
            Errors.task(JobError.INTERRUPTED, "The node stopped before the job had ended");

    private final Journal journal;
    private final Workers workers;
    private final JournalHealth health = new JournalHealth();
    private final Recovery recovery;
    private final Recorder recorder;
    private final Records records;
    private final JobEvents events;
    private final KnownTasks knownTasks;
    private final LiveJobs live = new LiveJobs();
    private final Hooks hooks = new Hooks();
    private final Performer performer;
    private final Verifier verifier;
    private final Scheduler scheduler;
    private final Endings endings;
    private final Distribution distribution;
    private final JobKeeper keeper;
    private volatile Settings settings;
    private volatile boolean isStopping;

    JobEngine(
            Dispatcher dispatcher,
            Journal journal,
            JobEvents.Publisher publisher,
            Workers workers,
            TaskBodies bodies,
            Settings settings) {
        this.journal = journal;
        this.workers = workers;
        this.settings = settings;
        recovery = new Recovery(journal, health);
        recorder = new Recorder(journal, health);
        records = new Records(recorder);
        events = new JobEvents(publisher);
        knownTasks = new KnownTasks(dispatcher);
        performer = new Performer(dispatcher, workers);
        verifier = new Verifier(bodies);
        scheduler = new Scheduler(this, () -> this.settings.maxExecuting());
        endings = new Endings(workers, recorder, events, live, scheduler, () -> this.settings.abortInMs());
        distribution = new Distribution(
                workers,
                performer,
                verifier,
                records,
                events,
                scheduler,
                endings,
                () -> this.settings.verifyTurnInMs());
        keeper = new JobKeeper(dispatcher, bodies, records, events, endings, hooks, this::startSubtask, verifier);
    }

    /** Holds from now on; what has been started goes on. */
    void configure(Settings next) {
        settings = next;
        scheduler.look();
    }

    Resources resources() {
        return scheduler;
    }

    JournalHealth health() {
        return health;
    }

    @Override
    public long submit(Submission submission) throws CallException {
        LiveJob job = take(submission, null, progress -> {});
        distribution.add(job);
        return job.id();
    }

    private long startSubtask(
            LiveJob parent,
            String task,
            List<@Nullable Object> args,
            Map<String, @Nullable Object> more,
            Consumer<Progress> listener)
            throws CallException {
        Submission from = parent.submission();
        Map<String, @Nullable Object> environment =
                new LinkedHashMap<>(parent.snapshot().environment());
        environment.putAll(more);
        environment.put("parent", parent.id());
        LiveJob job =
                take(new Submission(task, args, from.user(), null, environment, from.isStrict()), parent, listener);
        Verifier.Step step = verifier.step(new Verifier.Verdict() {
            @Override
            public void passed(Verified verified) {
                begin(job, draft -> draft.verified(verified));
            }

            @Override
            public void refused(JobError error) {
                endings.end(job, Outcome.failed(error));
            }
        });
        performer.perform(job, step, step);
        return job.id();
    }

    private LiveJob take(Submission given, @Nullable LiveJob parent, Consumer<Progress> listener) throws CallException {
        knownTasks.check(given.task(), given.user());
        Submission submission = copy(given);
        refuseIf(parent != null && parent.isEnding(), "The job has been asked to end and starts nothing more");
        Job created = append(JobDraft.created(
                submission, parent == null ? null : parent.id(), knownTasks.describe(submission.task())));
        LiveJob job = new LiveJob(
                created,
                submission,
                parent,
                new JobKit(workers, () -> settings.progressIntervalInMs(), events, listener));
        job.changes().add(() -> events.created(created));
        boolean isTooLate = parent != null && !parent.subtasks().add(job);
        live.add(job);
        if (isTooLate || isStopping) { // asked after it was added: either this sees the stop, or the stop sees the job
            endings.stop(job, STOPPED);
        }
        refuseIf(isTooLate || isStopping, "The job or the node has been asked to end and starts nothing more");
        return job;
    }

    /** What the submitter cannot change any more. */
    private static Submission copy(Submission given) {
        return new Submission(
                given.task(),
                Plain.list(given.args()),
                given.user(),
                given.session(),
                Plain.map(given.environment()),
                given.isStrict());
    }

    private static void refuseIf(boolean isEnding, String message) throws CallException {
        if (isEnding) {
            throw new CallException(JobError.INTERRUPTED, message);
        }
    }

    private Job append(Job job) throws CallException {
        try {
            recovery.ensure();
            return recorder.append(job);
        } catch (JournalException e) {
            throw unreachable(e);
        }
    }

    private static CallException unreachable(JournalException reason) {
        return new CallException(JobError.FAULT, String.valueOf(reason.getMessage()));
    }

    @Override
    public void start(LiveJob job) {
        begin(job, draft -> draft);
    }

    private void begin(LiveJob job, UnaryOperator<JobDraft> start) {
        RunStep step = new RunStep(job, start, keeper);
        performer.perform(job, step, step);
    }

    @Override
    public void giveUp(LiveJob job, Collection<String> missing) {
        endings.end(
                job,
                Outcome.failed(Errors.verify(
                        JobError.BUSY, "Resource deadlock avoided, missing resources: " + String.join(", ", missing))));
    }

    @Override
    public Optional<Job> find(long id) throws CallException {
        Optional<Job> running = live.find(id).map(LiveJob::view);
        return running.isPresent() ? running : findRecorded(id);
    }

    private Optional<Job> findRecorded(long id) throws CallException {
        try {
            recovery.ensure();
            return journal.find(id);
        } catch (JournalException e) {
            throw unreachable(e);
        }
    }

    @Override
    public Optional<Job> awaitEnd(long id, long timeoutInMs) throws CallException, InterruptedException {
        Optional<LiveJob> job = live.find(id);
        if (job.isEmpty()) {
            return findRecorded(id).filter(recorded -> recorded.state().isFinal());
        }
        try {
            return Optional.of(job.get().end().get(timeoutInMs, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new CallException(JobError.INTERRUPTED, STOPPED.message());
        }
    }

    @Override
    public void abort(long id) {
        live.find(id).ifPresent(endings::abort);
    }

    @Override
    public @Nullable Object query(
            @Nullable List<@Nullable Object> filter, @Nullable Map<String, @Nullable Object> options)
            throws CallException {
        try {
            recovery.ensure();
            return new LiveView(live).merge(journal.query(filter, options));
        } catch (JournalException e) {
            throw unreachable(e);
        }
    }

    @Override
    public @Nullable Object query(
            @Nullable List<@Nullable Object> filter, @Nullable Map<String, @Nullable Object> options, User viewer)
            throws CallException {
        return viewer.hasRole(User.ADMIN) ? query(filter, options) : WithoutTraces.query(this, filter, options);
    }

    @Override
    public AutoCloseable hook(String task, HookPoint point, String hookTask, Predicate<Job> condition) {
        return hooks.add(task, point, hookTask, condition);
    }

    @Override
    public boolean addEnvironment(long id, String key, @Nullable Object value) {
        Object plain = Plain.of(value);
        return live.find(id)
                .filter(job -> records.changeKept(job, draft -> draft.environment(key, plain), events::changed))
                .isPresent();
    }

    /** Ends all jobs and takes no more. */
    void stop() {
        isStopping = true;
        live.all().forEach(job -> endings.stop(job, STOPPED));
        if (!live.awaitNone(STOP_IN_MS)) {
            LOG.warn(
                    "{} jobs could not be recorded before the stop; the next start will mark them",
                    live.all().size());
        }
        if (!workers.stop(STOP_IN_MS)) {
            LOG.warn("Some threads of jobs ignore their interruption and are left behind");
        }
        live.all().forEach(job -> job.end().completeExceptionally(new IllegalStateException(STOPPED.message())));
    }
}
