package dev.patchbay.worker.internal;

import dev.patchbay.worker.WorkerAnswer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** Hosts that do what a test tells them. */
final class FakeHosts implements Hosts {

    final List<FakeHost> made = new CopyOnWriteArrayList<>();

    @Override
    public FakeHost make(ModuleSpec spec, HostListener listener, Equipment equipment) {
        FakeHost host = new FakeHost(spec, listener);
        made.add(host);
        return host;
    }

    /** The one that was made as the given one, from 1, when it has been started. */
    FakeHost await(int number) {
        Awaitility.await().until(() -> made.size() >= number && made.get(number - 1).isStarted);
        return made.get(number - 1);
    }

    /** One of them. */
    static final class FakeHost implements Host {

        final ModuleSpec spec;
        final HostListener listener;
        final List<Order> orders = new CopyOnWriteArrayList<>();
        final List<CompletableFuture<WorkerAnswer>> answers = new CopyOnWriteArrayList<>();
        volatile boolean isStarted;
        volatile boolean isStopped;
        volatile int reloads;
        volatile Look look = Look.SAME;
        volatile boolean isLookFailing;

        FakeHost(ModuleSpec spec, HostListener listener) {
            this.spec = spec;
            this.listener = listener;
        }

        /** Loads it as far as that it serves. */
        FakeHost makeReady() {
            listener.onStarted(made(this));
            listener.onImported();
            listener.onMade(new Report(true, null, List.of()));
            return this;
        }

        private static long made(FakeHost host) {
            return System.identityHashCode(host);
        }

        void die() {
            listener.onGone();
            listener.onFinished("was killed by SIGKILL");
        }

        /** Answers the last order. */
        void answer(Object result) {
            listener.onServed();
            answers.get(answers.size() - 1).complete(new WorkerAnswer(result, null));
        }

        void awaitOrders(int count) {
            Awaitility.await().until(() -> orders.size() == count);
        }

        @Override
        public void start() {
            isStarted = true;
        }

        @Override
        public CompletionStage<WorkerAnswer> perform(Order order) {
            CompletableFuture<WorkerAnswer> answer = new CompletableFuture<>();
            answers.add(answer);
            orders.add(order);
            return answer;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one at a time
        public void reload() {
            reloads++;
        }

        @Override
        public Look lookAtCode() {
            if (isLookFailing) {
                isLookFailing = false;
                throw new IllegalStateException("the disk is on fire");
            }
            Look seen = look;
            look = Look.SAME;
            return seen;
        }

        @Override
        public void stop() {
            isStopped = true;
        }
    }
}
