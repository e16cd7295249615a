package dev.patchbay.event.internal;

import dev.patchbay.event.Event;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event with its number; keeps the forms it was encoded in. */
final class PublishedEvent implements Event {

    /** One form; a list, since there is rarely more than one. */
    private record Form(
            Encoder<?> encoder, Object value, @Nullable Form next) {}

    private final String name;
    private final Map<String, @Nullable Object> properties;
    private final Instant time;
    private final long seq;
    private volatile @Nullable Form forms;

    PublishedEvent(String name, Map<String, @Nullable Object> properties, Instant time, long seq) {
        this.name = name;
        this.properties = properties;
        this.time = time;
        this.seq = seq;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, @Nullable Object> properties() {
        return properties;
    }

    @Override
    public Instant time() {
        return time;
    }

    @Override
    public long seq() {
        return seq;
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
