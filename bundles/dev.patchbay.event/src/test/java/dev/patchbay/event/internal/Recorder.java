package dev.patchbay.event.internal;

import dev.patchbay.event.Event;
import dev.patchbay.event.EventListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;

/** Keeps what it hears. */
final class Recorder implements EventListener {

    private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();

    @Override
    public void onEvent(Event event) {
        events.add(event);
    }

    List<String> names() {
        return events.stream().map(Event::name).toList();
    }

    List<Long> numbers() {
        return events.stream().map(Event::seq).toList();
    }

    Event first() {
        await(() -> !events.isEmpty());
        return events.peek();
    }

    /** Waits until the event of that number was heard. */
    void awaitNumber(long seq) {
        await(() -> events.stream().anyMatch(event -> event.seq() == seq));
    }

    private static void await(Callable<Boolean> fact) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(fact);
    }
}
