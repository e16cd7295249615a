package dev.patchbay.service.internal;

import dev.patchbay.service.spi.HostedService;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A service whose main and disable do what a test says, and that notes who came by; without a script it waits for disable. */
final class ScriptedService implements HostedService {

    /** What a test wants to happen. */
    interface Script {

        void run() throws Exception;
    }

    private final BlockingQueue<Thread> mains = new LinkedBlockingQueue<>();
    private final AtomicInteger inMain = new AtomicInteger();
    private final Semaphore end = new Semaphore(0);
    final AtomicInteger runs = new AtomicInteger();
    final AtomicInteger disables = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    private volatile Script main = end::acquire;
    private volatile Script disable = end::release;

    ScriptedService main(Script script) {
        main = script;
        return this;
    }

    ScriptedService disable(Script script) {
        disable = script;
        return this;
    }

    static ScriptedService ignoringAllUntil(Semaphore mayEnd) {
        return new ScriptedService().disable(() -> {}).main(mayEnd::acquireUninterruptibly);
    }

    @Override
    public void main() throws Exception {
        runs.incrementAndGet();
        most.accumulateAndGet(inMain.incrementAndGet(), Math::max);
        mains.add(Thread.currentThread());
        try {
            main.run();
        } finally {
            inMain.decrementAndGet();
        }
    }

    @Override
    public void disable() {
        disables.incrementAndGet();
        try {
            disable.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The thread of the next run whose main begins. */
    Thread awaitMain() {
        try {
            Thread thread = mains.poll(20, TimeUnit.SECONDS);
            if (thread == null) {
                throw new AssertionError("Expected main to begin, got nothing in 20 s");
            }
            return thread;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    boolean isInMain() {
        return inMain.get() > 0;
    }
}
