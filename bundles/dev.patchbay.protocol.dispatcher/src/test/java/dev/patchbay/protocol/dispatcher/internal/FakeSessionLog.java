package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.rpc.CallException;
import dev.patchbay.session.SessionLog;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Counts from 100 and remembers what it was told; can fail, and can take its time. */
final class FakeSessionLog implements SessionLog {

    final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final CountDownLatch mayOpen;
    private long newest = 99;
    private boolean fails;

    FakeSessionLog() {
        this(new CountDownLatch(0));
    }

    /** @param mayOpen what opening waits for */
    FakeSessionLog(CountDownLatch mayOpen) {
        this.mayOpen = mayOpen;
    }

    void fail() {
        fails = true;
    }

    @Override
    public synchronized long open(String username, @Nullable String resource, String address) throws CallException {
        try {
            mayOpen.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (fails) {
            throw new CallException(14, "The disk is full");
        }
        told.add("open " + username + " " + resource + " " + address);
        return ++newest;
    }

    @Override
    public void close(long id) {
        told.add("close " + id);
    }

    @Override
    public @Nullable Object query(
            @Nullable List<@Nullable Object> filter, @Nullable Map<String, @Nullable Object> options) {
        return List.of(String.valueOf(filter), String.valueOf(options)).stream();
    }
}
