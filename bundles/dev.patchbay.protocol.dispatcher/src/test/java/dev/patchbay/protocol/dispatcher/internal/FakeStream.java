package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.dispatch.ResultStream;
import dev.patchbay.rpc.CallException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes from an iterator, and knows how much was produced and whether it was closed. */
final class FakeStream implements ResultStream {

    static volatile FakeStream newest = new FakeStream(List.of().iterator());

    private final Iterator<?> items;
    private final CountDownLatch closed = new CountDownLatch(1);

    FakeStream(Iterator<?> items) {
        this.items = items;
        newest = this;
    }

    @Override
    public List<@Nullable Object> take(int max) throws CallException {
        List<@Nullable Object> taken = new ArrayList<>();
        try {
            while (taken.size() < max && items.hasNext()) {
                taken.add(items.next());
            }
        } catch (IllegalStateException e) {
            throw new CallException(5, String.valueOf(e.getMessage()));
        }
        return taken;
    }

    boolean awaitClosed() throws InterruptedException {
        return closed.await(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
