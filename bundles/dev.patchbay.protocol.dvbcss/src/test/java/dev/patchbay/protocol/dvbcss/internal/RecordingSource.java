package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.dvbcss.ControlTimestamp;
import dev.patchbay.dvbcss.spi.TimelineSink;
import dev.patchbay.dvbcss.spi.TimelineSource;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Notes what it is told, and answers as a test wants. */
final class RecordingSource implements TimelineSource {

    private final ConcurrentLinkedQueue<String> notes = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final Predicate<String> recognises;
    private volatile Function<String, @Nullable ControlTimestamp> position;
    volatile @Nullable TimelineSink sink;

    RecordingSource(Predicate<String> recognises, Function<String, @Nullable ControlTimestamp> position) {
        this.recognises = recognises;
        this.position = position;
    }

    /** Of one timeline that is somewhere. */
    static RecordingSource at(String selector, @Nullable ControlTimestamp timestamp) {
        return new RecordingSource(selector::equals, any -> timestamp);
    }

    void answer(Function<String, @Nullable ControlTimestamp> changed) {
        position = changed;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /** How often it was asked where its timeline is. */
    int asked() {
        return asked.get();
    }

    @Override
    public boolean recognises(String selector) {
        return recognises.test(selector);
    }

    @Override
    public @Nullable ControlTimestamp controlTimestamp(String selector) {
        asked.incrementAndGet();
        return position.apply(selector);
    }

    @Override
    public void needed(String selector) {
        note("needed " + selector, selector);
    }

    @Override
    public void notNeeded(String selector) {
        note("not needed " + selector, selector);
    }

    private void note(String text, String selector) {
        if (!Television.isBarrier(selector)) {
            notes.add(text);
        }
    }

    @Override
    public void attach(TimelineSink server) {
        sink = server;
        notes.add("attach");
    }

    @Override
    public void detach(TimelineSink server) {
        sink = null;
        notes.add("detach");
    }
}
