package dev.patchbay.protocol.moduleserver.internal;

import dev.patchbay.worker.WorkerAnswer;
import dev.patchbay.worker.WorkerException;
import dev.patchbay.worker.WorkerStatus;
import dev.patchbay.worker.WorkerTurn;
import dev.patchbay.worker.WorkerTurnListener;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A worker without a process: one thread, one client at a time. A client may be told of its turn before it has its place. */
final class FakeModule {

    /** A function of a module. */
    interface Body {
        @Nullable
        Object call(List<@Nullable Object> args) throws Exception;
    }

    private static final int BOUND = 64;

    private final String name;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Map<String, Body> functions = new ConcurrentHashMap<>();

    // Guarded by this.
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private @Nullable Turn current;
    private boolean isDispatching;
    private boolean isDead;
    private @Nullable String unloadsWith;

    FakeModule(String name) {
        this.name = name;
    }

    FakeModule with(String function, Body body) {
        functions.put(function, body);
        return this;
    }

    /** All calls go to one method, which gets address and function first. */
    synchronized FakeModule dispatching(Body body) {
        isDispatching = true;
        return with("dispatch", body);
    }

    synchronized void die() {
        isDead = true;
    }

    synchronized int waiting() {
        return waiting.size();
    }

    synchronized boolean isFree() {
        return current == null && waiting.isEmpty();
    }

    synchronized WorkerStatus status() {
        WorkerStatus.State state = isDead ? WorkerStatus.State.DEAD : WorkerStatus.State.READY;
        return new WorkerStatus(name, "lab." + name, state, OptionalLong.empty(), Instant.EPOCH, waiting.size(), null);
    }

    WorkerTurn queue(String client, WorkerTurnListener listener) throws WorkerException {
        Turn turn = new Turn(client, listener);
        synchronized (this) {
            if (isDead) {
                throw new WorkerException(name + " worker is not alive!");
            }
            if (waiting.size() >= BOUND) {
                throw new WorkerException(name + " queue is full");
            }
            waiting.add(turn);
        }
        goOn();
        tellOfUnloading(listener);
        return turn;
    }

    private void tellOfUnloading(WorkerTurnListener listener) {
        String problem;
        synchronized (this) {
            problem = unloadsWith;
        }
        if (problem != null) {
            listener.onUnloaded(problem);
        }
    }

    /** Whoever comes is told so before it has its place. */
    synchronized void unloadAtOnce(String problem) {
        unloadsWith = problem;
    }

    void unload(String problem) {
        List<Turn> told;
        synchronized (this) {
            told = new ArrayList<>(waiting);
            if (current != null && !current.isCalling) {
                told.add(current);
            }
            waiting.clear();
        }
        told.forEach(turn -> turn.listener.onUnloaded(problem));
    }

    void close() {
        thread.shutdownNow();
    }

    private void goOn() {
        Turn next;
        synchronized (this) {
            next = current == null ? waiting.poll() : null;
            if (next == null) {
                return;
            }
            current = next;
        }
        next.listener.onTurn();
    }

    private final class Turn implements WorkerTurn {

        private final String client;
        private final WorkerTurnListener listener;
        private boolean isCalling;
        private boolean isEnded;

        Turn(String client, WorkerTurnListener listener) {
            this.client = client;
            this.listener = listener;
        }

        @Override
        public CompletionStage<WorkerAnswer> call(String function, List<@Nullable Object> args) {
            return start(() -> answer(function, args));
        }

        @Override
        public CompletionStage<WorkerAnswer> help() {
            return start(() -> new WorkerAnswer("only positional arguments\n" + name, null));
        }

        private CompletionStage<WorkerAnswer> start(java.util.function.Supplier<WorkerAnswer> work) {
            synchronized (FakeModule.this) {
                if (current != this || isCalling || isEnded) {
                    throw new IllegalStateException("not its turn");
                }
                isCalling = true;
            }
            CompletableFuture<WorkerAnswer> done = new CompletableFuture<>();
            thread.execute(() -> {
                WorkerAnswer answer = work.get();
                finish();
                done.complete(answer);
            });
            return done;
        }

        private void finish() {
            synchronized (FakeModule.this) {
                isCalling = false;
                if (isEnded) {
                    current = null;
                }
            }
            goOn();
        }

        private WorkerAnswer answer(String function, List<@Nullable Object> args) {
            List<@Nullable Object> all = new ArrayList<>();
            if (isDispatching) {
                all.add(client);
                all.add(function);
            }
            all.addAll(args);
            Body body = functions.get(isDispatching ? "dispatch" : function);
            if (body == null) {
                return new WorkerAnswer(null, "trace\nException: function not found in INSTANCE (case matters)");
            }
            try {
                return new WorkerAnswer(body.call(all), null);
            } catch (Exception e) {
                return new WorkerAnswer(null, "trace\n" + e.getClass().getSimpleName() + ": " + e.getMessage());
            }
        }

        @Override
        public void end() {
            synchronized (FakeModule.this) {
                isEnded = true;
                waiting.remove(this);
                if (current == this && !isCalling) {
                    current = null;
                }
            }
            goOn();
        }
    }
}
