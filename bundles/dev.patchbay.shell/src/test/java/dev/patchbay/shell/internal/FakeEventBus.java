package dev.patchbay.shell.internal;

import dev.patchbay.event.Demand;
import dev.patchbay.event.Event;
import dev.patchbay.event.EventBus;
import dev.patchbay.event.EventListener;
import dev.patchbay.event.Subscription;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One subscriber, told by the test. */
public final class FakeEventBus implements EventBus {

    public final CompletableFuture<EventListener> listener = new CompletableFuture<>();
    public final CountDownLatch closed = new CountDownLatch(1);
    public volatile List<String> masks = List.of();
    public volatile long lost;

    /** Tells the subscriber, once there is one. */
    public void tell(String name, long seq) throws Exception {
        listener.get().onEvent(new TestEvent(name, seq));
    }

    @Override
    public Subscription subscribe(Collection<String> masks, EventListener listener) {
        this.masks = List.copyOf(masks);
        this.listener.complete(listener);
        return new TestSubscription();
    }

    @Override
    public Subscription subscribeInline(Collection<String> masks, long since, EventListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long publish(String name, Map<String, ? extends @Nullable Object> properties) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Event> replay(Collection<String> masks, long since) {
        return List.of();
    }

    @Override
    public AutoCloseable watch(Collection<String> names, Demand demand) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long newest() {
        return 0;
    }

    @Override
    public long oldest() {
        return 1;
    }

    @Override
    public String epoch() {
        return "test";
    }

    private record TestEvent(String name, long seq) implements Event {

        @Override
        public Map<String, @Nullable Object> properties() {
            return Map.of("n", seq);
        }

        @Override
        public Instant time() {
            return Instant.EPOCH;
        }

        @Override
        public <T> T as(Encoder<T> encoder) {
            return encoder.encode(this);
        }
    }

    private final class TestSubscription implements Subscription {

        @Override
        public Set<String> masks() {
            return Set.copyOf(masks);
        }

        @Override
        public void add(Collection<String> more) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(Collection<String> fewer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long lost() {
            return lost;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
