package dev.patchbay.process.internal;

import dev.patchbay.process.ProcessListener.Stream;
import dev.patchbay.process.ProcessPlan;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One start of a process, until everything it started has gone and everything it wrote was handed on. */
final class Run {

    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    /** How long a stream may stay open and silent when all who should hold it have gone. */
    private static final long SILENCE_IN_MS = 500;

    private final String name;
    private final Equipment equipment;
    private final Process process;
    private final Input input;
    private final Ending ending;
    private final OutputPump output;
    private final OutputPump errors;
    private final long beganInNanos = System.nanoTime();
    private final CompletableFuture<Boolean> mayRead = new CompletableFuture<>();

    private Run(ProcessPlan plan, Equipment equipment, Process process, String mark, OutputPump.Sink sink) {
        this.name = plan.name();
        this.equipment = equipment;
        this.process = process;
        input = new Input(process.getOutputStream());
        Leader leader = new Leader(process, equipment.guard());
        Family family = equipment.families().of(process, mark);
        ending = new Ending(name, plan.stop(), leader, family, () -> ask(plan.stop()));
        output = new OutputPump(Stream.OUT, process.getInputStream(), sink);
        errors = new OutputPump(Stream.ERR, process.getErrorStream(), sink);
    }

    static Run start(ProcessPlan plan, Equipment equipment, OutputPump.Sink sink) throws CannotStartException {
        equipment.guard().require();
        String mark = equipment.marks().next();
        try {
            Run run = new Run(plan, equipment, equipment.launcher().start(plan, mark), mark, sink);
            equipment.guard().add(run.pid());
            run.prepare();
            return run;
        } catch (CannotStartException e) {
            if (e.getCause() instanceof OutOfMemoryError) { // Java may have started it before it failed
                equipment.families().marked(mark).forEach(ProcessHandle::destroyForcibly);
            }
            throw e;
        }
    }

    long pid() {
        return process.pid();
    }

    long ageInMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganInNanos);
    }

    Input input() {
        return input;
    }

    /** Has threads ready to read what it writes; kills it when there are none. */
    private void prepare() throws CannotStartException {
        try {
            equipment.threads().execute(name + "-out", () -> readWhenTold(output));
            equipment.threads().execute(name + "-err", () -> readWhenTold(errors));
        } catch (CannotStartException e) {
            mayRead.complete(false);
            force();
            equipment.guard().remove(pid());
            abandonStreams();
            throw e;
        }
    }

    private void readWhenTold(OutputPump pump) {
        if (mayRead.join()) {
            pump.run();
        }
    }

    /** Begins to read what it writes. */
    void read() {
        mayRead.complete(true);
    }

    /** Waits for its end, and cleans up; returns the exit status. */
    int await() throws InterruptedException {
        int exitStatus = process.waitFor();
        ending.finish();
        equipment.guard().remove(pid());
        if (output.awaitEnd(SILENCE_IN_MS) & errors.awaitEnd(SILENCE_IN_MS)) {
            input.close();
        } else {
            LOG.warn(
                    "Expected the output of {} to end with it, but a process outside its tree holds it open; what that"
                            + " writes is lost",
                    name);
            abandonStreams();
        }
        return exitStatus;
    }

    /** Ends it as planned, on another thread; kills it when there is none. */
    void end() {
        try {
            equipment.threads().execute(name + "-end", () -> uninterrupted(ending::begin));
        } catch (CannotStartException e) {
            LOG.warn("{} is killed without being asked to end", name, e);
            force();
        }
    }

    /** Kills it and what it started. */
    void force() {
        uninterrupted(ending::force);
    }

    /** Its input may be full, so this must not wait. */
    private void ask(ProcessPlan.Stop stop) {
        String lastLine = stop.lastLine();
        if (lastLine == null) {
            return;
        }
        try {
            equipment.threads().execute(name + "-ask", () -> input.end(lastLine));
        } catch (CannotStartException e) {
            LOG.warn("{} is not asked to end; it will be told", name, e);
        }
    }

    private void abandonStreams() {
        try {
            process.getInputStream().close();
            process.getErrorStream().close();
        } catch (IOException e) {
            LOG.debug("The streams of {} were not closed", name, e);
        }
    }

    private interface Step {
        void take() throws InterruptedException;
    }

    private static void uninterrupted(Step step) {
        try {
            step.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
