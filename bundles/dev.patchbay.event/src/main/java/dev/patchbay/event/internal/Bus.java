package dev.patchbay.event.internal;

import dev.patchbay.event.Demand;
import dev.patchbay.event.Event;
import dev.patchbay.event.EventBus;
import dev.patchbay.event.EventListener;
import dev.patchbay.event.Subscription;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread delivers everything, so that every subscriber sees one order. */
final class Bus implements EventBus, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
    private static final long STOP_TIMEOUT_IN_MS = 2_000;

    private final EventQueue queue;
    private final ReplayBuffer buffer;
    private final int subscriberCapacity;
    private final String epoch = UUID.randomUUID().toString();
    private final AtomicLong threadCount = new AtomicLong();
    private final ExecutorService threads = Executors.newCachedThreadPool(
            work -> new Thread(work, "patchbay-listener-" + threadCount.incrementAndGet()));
    private final Audience audience = new Audience(threads);
    private final Subscribers subscribers = new Subscribers(audience);
    private final Thread deliverer = new Thread(this::deliver, "patchbay-events");

    Bus(int queueCapacity, int replayCapacity, int subscriberCapacity) {
        this.queue = new EventQueue(queueCapacity);
        this.buffer = new ReplayBuffer(replayCapacity);
        this.subscriberCapacity = subscriberCapacity;
        deliverer.start();
    }

    private void deliver() {
        for (List<Runnable> work = queue.takeAll(); !work.isEmpty(); work = queue.takeAll()) {
            work.forEach(Runnable::run);
        }
    }

    @Override
    public long publish(String name, Map<String, ? extends @Nullable Object> properties) {
        return publishFor("", name, properties);
    }

    @Override
    public long publishFor(String role, String name, Map<String, ? extends @Nullable Object> properties) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("Expected a dotted name for the event, got none");
        }
        Map<String, @Nullable Object> plain = PlainProperties.of(properties);
        Instant now = Instant.now();
        return queue.addNumbered(
                seq -> () -> deliver(new PublishedEvent(new Occurrence(name, plain, now, seq, role))),
                Thread.currentThread() != deliverer);
    }

    private void deliver(PublishedEvent event) {
        buffer.add(event);
        for (Subscriber subscriber : subscribers.hearing(event.name())) {
            subscriber.take(event);
        }
    }

    @Override
    public Subscription subscribe(Collection<String> masks, EventListener listener) {
        return join(counted(new QueuedSubscriber(subscribers, masks, listener, threads, subscriberCapacity)), -1);
    }

    @Override
    public Subscription subscribeInline(Collection<String> masks, long since, EventListener listener) {
        return join(counted(new Subscriber(subscribers, masks, listener)), since);
    }

    private Subscriber counted(Subscriber subscriber) {
        audience.join(subscriber, subscriber.wants());
        return subscriber;
    }

    @Override
    public Subscription overhear(Collection<String> masks, EventListener listener) {
        return join(new Subscriber(subscribers, masks, listener), -1);
    }

    @Override
    public boolean isWanted(String name) {
        return audience.isWanted(name);
    }

    @Override
    public DemandWatch watch(Collection<String> names, Demand demand) {
        return audience.watch(names, demand);
    }

    /** Who wants to hear what; those who hear by other ways than a subscription join here. */
    Audience audience() {
        return audience;
    }

    /** Between two events, so that what is replayed and what is heard live meet without gap or overlap. */
    private Subscription join(Subscriber subscriber, long since) {
        queue.addBetween(() -> {
            if (since >= 0) {
                buffer.after(since).stream()
                        .filter(event -> subscriber.hears(event.name()))
                        .forEach(subscriber::take);
            }
            subscribers.add(subscriber);
        });
        return subscriber;
    }

    @Override
    public List<Event> replay(Collection<String> masks, long since) {
        MaskSet set = MaskSet.EMPTY.with(masks);
        return buffer.after(since).stream()
                .filter(event -> set.matches(event.name()))
                .map(Event.class::cast)
                .toList();
    }

    @Override
    public long newest() {
        return queue.newest();
    }

    @Override
    public long oldest() {
        return buffer.oldest();
    }

    @Override
    public String epoch() {
        return epoch;
    }

    @Override
    public void close() {
        queue.close();
        audience.close();
        subscribers.close();
        deliverer.interrupt();
        try {
            deliverer.join(STOP_TIMEOUT_IN_MS);
            threads.shutdownNow(); // not before: a delivery under way may still need one
            if (!threads.awaitTermination(STOP_TIMEOUT_IN_MS, TimeUnit.MILLISECONDS)) {
                LOG.warn("Some event listeners ignore their interruption; their threads are left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
