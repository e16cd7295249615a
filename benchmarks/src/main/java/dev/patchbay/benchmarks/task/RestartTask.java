package dev.patchbay.benchmarks.task;

import dev.patchbay.process.ProcessListener;
import dev.patchbay.process.ProcessPlan;
import dev.patchbay.process.Processes;
import dev.patchbay.process.SupervisedProcess;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Kills a process and takes the time until it runs again. */
@TaskName("bench.restart")
@Component(service = Task.class, scope = ServiceScope.PROTOTYPE)
public final class RestartTask implements Task<RestartTask.Input, RestartTask.Restarted> {

    /** Says a line and then becomes something that does nothing. */
    private static final List<String> COMMAND = List.of("sh", "-c", "echo up; exec sleep 1000");

    private static final long PATIENCE_IN_MS = 8_000;

    private final Processes processes;

    /**
     * What to measure.
     *
     * @param supervised whether the node restarts it; otherwise this task does, as soon as it has ended
     */
    public record Input(boolean supervised) {}

    /**
     * What it gave.
     *
     * @param startedInUs from the signal until there was a process again, in microseconds
     * @param lineInUs until that had written its line, likewise
     */
    public record Restarted(long startedInUs, long lineInUs) {}

    /** Made for each run. */
    @Activate
    public RestartTask(@Reference Processes processes) {
        this.processes = processes;
    }

    @Override
    public Restarted run(Input input, TaskContext context) throws Exception {
        return input.supervised() ? supervised() : bare();
    }

    private Restarted supervised() throws InterruptedException, TimeoutException {
        Times times = new Times();
        ProcessPlan plan =
                ProcessPlan.of("bench-" + UUID.randomUUID(), COMMAND).withRestart(ProcessPlan.Restart.ALWAYS);
        SupervisedProcess process = processes.start(plan, times);
        try {
            take(times.starts);
            take(times.lines);
            long killed = System.nanoTime();
            kill(process.pid().orElseThrow());
            return restarted(killed, take(times.starts), take(times.lines));
        } finally {
            process.stop();
            process.awaitEnd(PATIENCE_IN_MS);
        }
    }

    private static Restarted bare() throws IOException, InterruptedException {
        Process first = start();
        awaitLine(first);
        long killed = System.nanoTime();
        kill(first.pid());
        first.waitFor();
        Process second = start();
        long started = System.nanoTime();
        awaitLine(second);
        long line = System.nanoTime();
        second.destroyForcibly().waitFor();
        return restarted(killed, started, line);
    }

    private static Restarted restarted(long killed, long started, long line) {
        return new Restarted(
                TimeUnit.NANOSECONDS.toMicros(started - killed), TimeUnit.NANOSECONDS.toMicros(line - killed));
    }

    private static Process start() throws IOException {
        return new ProcessBuilder(COMMAND).start();
    }

    private static void awaitLine(Process process) throws IOException {
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII)).readLine();
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static long take(BlockingQueue<Long> times) throws InterruptedException, TimeoutException {
        Long time = times.poll(PATIENCE_IN_MS, TimeUnit.MILLISECONDS);
        if (time == null) {
            throw new TimeoutException("Expected the process to run within " + PATIENCE_IN_MS + " ms");
        }
        return time;
    }

    /** When what happened; of {@link System#nanoTime}. */
    private static final class Times implements ProcessListener {

        private final BlockingQueue<Long> starts = new LinkedBlockingQueue<>();
        private final BlockingQueue<Long> lines = new LinkedBlockingQueue<>();

        @Override
        public void onStarted(long pid) {
            starts.add(System.nanoTime());
        }

        @Override
        public void onLine(Stream stream, String line, Instant time) {
            lines.add(System.nanoTime());
        }
    }
}
