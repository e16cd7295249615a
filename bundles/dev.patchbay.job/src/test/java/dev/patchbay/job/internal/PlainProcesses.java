package dev.patchbay.job.internal;

import dev.patchbay.process.ProcessListener;
import dev.patchbay.process.ProcessPlan;
import dev.patchbay.process.Processes;
import dev.patchbay.process.SupervisedProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts real processes, a little later as the supervisor does, and does no more than the tests need. */
final class PlainProcesses implements Processes {

    final List<PlainProcess> started = new CopyOnWriteArrayList<>();

    @Override
    public SupervisedProcess start(ProcessPlan plan, ProcessListener listener) {
        PlainProcess process = new PlainProcess(plan, listener);
        new Thread(() -> {
                    process.start();
                    started.add(process);
                    process.watch();
                })
                .start();
        return process;
    }

    void stopAll() {
        started.forEach(process -> process.process.destroyForcibly());
    }

    @Override
    public Optional<SupervisedProcess> find(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<SupervisedProcess> list() {
        throw new UnsupportedOperationException();
    }

    /** A process until it ends. */
    static final class PlainProcess implements SupervisedProcess {

        private final ProcessPlan plan;
        private final ProcessListener listener;
        private final CountDownLatch ended = new CountDownLatch(1);
        volatile Process process;

        PlainProcess(ProcessPlan plan, ProcessListener listener) {
            this.plan = plan;
            this.listener = listener;
        }

        void start() {
            try {
                process = new ProcessBuilder(plan.command()).start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void watch() {
            listener.onStarted(process.pid());
            listener.onReady();
            Thread out = reader(process.inputReader(StandardCharsets.UTF_8), ProcessListener.Stream.OUT);
            Thread err = reader(process.errorReader(StandardCharsets.UTF_8), ProcessListener.Stream.ERR);
            new Thread(() -> {
                        try {
                            out.join();
                            err.join();
                            listener.onEnded(process.waitFor(), false);
                            listener.onFinished();
                            ended.countDown();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    })
                    .start();
        }

        private Thread reader(BufferedReader lines, ProcessListener.Stream stream) {
            Thread reader = new Thread(() -> lines.lines().forEach(line -> {
                synchronized (this) {
                    listener.onLine(stream, line, Instant.now());
                }
            }));
            reader.start();
            return reader;
        }

        boolean isFinished() {
            return ended.getCount() == 0;
        }

        @Override
        public boolean send(String line) {
            if (process == null) {
                return false;
            }
            try {
                synchronized (process) {
                    process.outputWriter(StandardCharsets.UTF_8).write(line + "\n");
                    process.outputWriter(StandardCharsets.UTF_8).flush();
                }
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        /** Asks, and forces it when that does not help in time, as the node's own supervisor does. */
        @Override
        public void stop() {
            process.onExit()
                    .orTimeout(plan.stop().askInMs(), TimeUnit.MILLISECONDS)
                    .exceptionally(late -> process.destroyForcibly());
            send(String.valueOf(plan.stop().lastLine()));
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                process.destroy();
            }
        }

        @Override
        public boolean awaitEnd(long timeoutInMs) throws InterruptedException {
            return ended.await(timeoutInMs, TimeUnit.MILLISECONDS);
        }

        @Override
        public OptionalLong pid() {
            return OptionalLong.of(process.pid());
        }

        @Override
        public String name() {
            return plan.name();
        }

        @Override
        public State state() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int starts() {
            return 1;
        }

        @Override
        public Instant since() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String problem() {
            return null;
        }

        @Override
        public void ready() {}
    }
}
