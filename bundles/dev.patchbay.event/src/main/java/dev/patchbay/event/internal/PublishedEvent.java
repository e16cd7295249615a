package dev.patchbay.event.internal;

import dev.patchbay.event.Event;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event on its way to its receivers; keeps the forms it was encoded in, and with them whoever encoded it. */
final class PublishedEvent implements Event {

    /** One form; a list, since there is rarely more than one. */
    private record Form(
            Encoder<?> encoder, Object value, @Nullable Form next) {}

    private final Occurrence occurrence;
    private volatile @Nullable Form forms;

    PublishedEvent(Occurrence occurrence) {
        this.occurrence = occurrence;
    }

    Occurrence occurrence() {
        return occurrence;
    }

    @Override
    public String name() {
        return occurrence.name();
    }

    @Override
    public Map<String, @Nullable Object> properties() {
        return occurrence.properties();
    }

    @Override
    public Instant time() {
        return occurrence.time();
    }

    @Override
    public long seq() {
        return occurrence.seq();
    }

    @Override
    public String role() {
        return occurrence.role();
    }

    @Override
    @SuppressWarnings("unchecked") // an encoder's form is what it made
    public <T> T as(Encoder<T> encoder) {
        for (Form form = forms; form != null; form = form.next()) {
            if (form.encoder() == encoder) {
                return (T) form.value();
            }
        }
        T value = encoder.encode(this);
        forms = new Form(encoder, value, forms);
        return value;
    }
}
