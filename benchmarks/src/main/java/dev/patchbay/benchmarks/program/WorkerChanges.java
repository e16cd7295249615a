package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Goal;
import dev.patchbay.benchmarks.Report;
import dev.patchbay.benchmarks.driver.ModuleClient;
import dev.patchbay.benchmarks.driver.Rpc;
import dev.patchbay.benchmarks.process.BareWorker;
import dev.patchbay.benchmarks.process.PythonModule;
import dev.patchbay.benchmarks.process.WorkerCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** How soon changed code answers, and a killed worker again. */
final class WorkerChanges {

    private static final double NANOS_PER_MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long PATIENCE_IN_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final int WARM_UPS = 2;

    /** Longer than it takes to notice changed code, in seconds. */
    private static final String BUSY = "[1.0]";

    /** How often the code of a module is looked at when nothing else is configured, in milliseconds. */
    private static final double LOOK_IN_MS = 500;

    private static final double RELOAD_IN_MS = 300;
    private static final double RESTART_IN_MS = 200;

    /** Most of that is Python's own start. */
    private static final double RESTART_OF_PLAIN = 1.3;

    private static final String PID = "\"pid\":";

    private final WorkerNode node;
    private int version;

    WorkerChanges(WorkerNode node) {
        this.node = node;
    }

    /** Code is changed while a call is under way, and while there is none. */
    void reload(int times, Report report) throws IOException, InterruptedException {
        List<Double> pastIdle = new ArrayList<>();
        List<Double> whenIdle = new ArrayList<>();
        for (int i = -WARM_UPS; i < times; i++) {
            double busy = changedWhileBusy();
            double idle = changedWhileIdle();
            if (i >= 0) {
                pastIdle.add(busy);
                whenIdle.add(idle);
            }
        }
        tell("changed during a call, its answer to one of the new code", pastIdle, RELOAD_IN_MS, report);
        tell("changed while idle, change to an answer of the new code", whenIdle, LOOK_IN_MS + RELOAD_IN_MS, report);
    }

    private static void tell(String what, List<Double> times, double limitInMs, Report report) {
        report.row(what + ", median in ms", Medians.of(times, Double::doubleValue), Goal.atMost(limitInMs))
                .row(what + ", longest in ms", Medians.largest(times, Double::doubleValue), Goal.atMost(limitInMs))
                .note(what + ", ms: " + Medians.list(times, Double::doubleValue));
    }

    private double changedWhileBusy() throws IOException, InterruptedException {
        CompletableFuture<String> call = CompletableFuture.supplyAsync(this::beBusy);
        node.module().change(++version);
        try {
            call.get();
        } catch (ExecutionException e) {
            throw new IOException("The call during which code changed failed", e.getCause());
        }
        return untilVersionInMs(System.nanoTime());
    }

    private String beBusy() {
        try {
            return ModuleClient.call(node.port(), WorkerNode.NAME, "sleep", BUSY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double changedWhileIdle() throws IOException, InterruptedException {
        long start = System.nanoTime();
        node.module().change(++version);
        return untilVersionInMs(start);
    }

    private double untilVersionInMs(long start) throws IOException, InterruptedException {
        while (node.version() != version) {
            check(start, "an answer of version " + version + " of the code");
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return (System.nanoTime() - start) / NANOS_PER_MS;
    }

    private static void check(long start, String what) throws IOException {
        if (System.nanoTime() - start > PATIENCE_IN_NANOS) {
            throw new IOException("Expected " + what + " within 15 s");
        }
    }

    /** Workers are killed, in turns with plain starts of the same program. */
    void restart(int times, Report report) throws IOException, InterruptedException {
        WorkerCommand command = WorkerCommand.of(node.pid());
        List<Double> started = new ArrayList<>();
        TurnTimes answered = new TurnTimes("worker gone until the next call is answered", "plain start and call");
        try (Rpc rpc = Rpc.open(node.node().target())) {
            for (int i = -WARM_UPS; i < times; i++) {
                Restarted ours = killed(rpc);
                // a second end in a row would be followed by a pause
                ModuleClient.reload(node.port(), WorkerNode.NAME);
                double bare = startedInMs(command);
                if (i >= 0) {
                    started.add(ours.startedInMs());
                    answered.add(ours.answeredInMs(), bare);
                }
            }
        }
        tell("worker gone until its process is started again", started, RESTART_IN_MS, report);
        answered.tell(Goal.ratioAtMost(RESTART_OF_PLAIN), Goal.NONE, report);
    }

    /** Both from the moment when the killed process was gone. */
    private record Restarted(double startedInMs, double answeredInMs) {}

    private Restarted killed(Rpc rpc) throws IOException {
        long pid = node.pid();
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow(() -> new IOException("Worker " + pid + " is gone"));
        process.destroyForcibly();
        long killed = System.nanoTime();
        while (process.isAlive()) {
            check(killed, "the end of a killed worker");
        }
        long gone = System.nanoTime();
        while (isNotStarted(rpc.call("worker.list", "{}"), pid)) {
            check(gone, "the start of a new worker");
        }
        double startedInMs = (System.nanoTime() - gone) / NANOS_PER_MS;
        while (isStillDown(pid)) {
            check(gone, "an answer of a new worker");
        }
        return new Restarted(startedInMs, (System.nanoTime() - gone) / NANOS_PER_MS);
    }

    /** The list has the process of before, until its end is known, and none until there is another. */
    private static boolean isNotStarted(String list, long formerPid) {
        return !list.contains(PID) || list.contains(PID + formerPid + ",") || list.contains(PID + formerPid + "}");
    }

    /** Who comes before the node has noticed is told so; all others wait. */
    private boolean isStillDown(long formerPid) {
        try {
            return node.pid() == formerPid;
        } catch (IOException e) {
            return true;
        }
    }

    private double startedInMs(WorkerCommand command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (BareWorker worker = BareWorker.start(
                command.python(), command.script(), node.module().folder(), PythonModule.MODULE, PythonModule.ENTRY)) {
            worker.ask("{\"do\":\"call\",\"client\":\"127.0.0.1\",\"function\":\"pid\",\"args\":[]}");
            return (System.nanoTime() - start) / NANOS_PER_MS;
        }
    }
}
