package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.ResultStream;
import dev.patchbay.rpc.CallException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The result that a service client streams. A fragment is asked for when one is needed; the client is never told to
 * abort, since some drop their connection then (spec §3.1).
 */
final class ForwardedStream implements ResultStream {

    private final LongConsumer proceed;
    private final Runnable closed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** What came and was not taken; one fragment and a little. Guarded by the lock, as below. */
    private final Queue<@Nullable Object> items = new ArrayDeque<>();

    private long fragments;

    /** Whether a fragment has been asked for; the first comes unasked. */
    private boolean isExpecting = true;

    private boolean hasEnded;
    private @Nullable Failure failure;

    /**
     * @param proceed asks for the fragment of a number
     * @param closed is told when nothing more is wanted
     */
    ForwardedStream(LongConsumer proceed, Runnable closed) {
        this.proceed = proceed;
        this.closed = closed;
    }

    void add(List<?> fragment) {
        change(() -> {
            items.addAll(fragment);
            fragments++;
            isExpecting = false;
        });
    }

    void end() {
        change(() -> hasEnded = true);
    }

    void fail(Failure why) {
        change(() -> {
            failure = why;
            hasEnded = true;
        });
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<@Nullable Object> take(int max) throws CallException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (items.size() < max && !hasEnded) {
                expect();
                changed.await();
            }
            if (items.isEmpty() && failure != null) {
                throw new CallException(failure.code(), failure.message(), failure.data());
            }
            return poll(max);
        } finally {
            lock.unlock();
        }
    }

    private void expect() {
        if (!isExpecting) {
            isExpecting = true;
            proceed.accept(fragments + 1);
        }
    }

    private List<@Nullable Object> poll(int max) {
        List<@Nullable Object> taken = new ArrayList<>();
        while (taken.size() < max && !items.isEmpty()) {
            taken.add(items.poll());
        }
        return taken;
    }

    @Override
    public void close() {
        closed.run();
        end();
    }
}
