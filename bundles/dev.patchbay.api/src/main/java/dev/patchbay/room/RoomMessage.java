package dev.patchbay.room;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Something members are told, encoded once for each protocol whatever the number of receivers. Thread-safe. */
public final class RoomMessage {

    private final RoomContent content;
    private final Map<Encoder<?>, Object> forms = new ConcurrentHashMap<>(2);

    public RoomMessage(RoomContent content) {
        this.content = content;
    }

    /** What they are told. */
    public RoomContent content() {
        return content;
    }

    /**
     * This message in the form that one encoder gives it, made at most once.
     *
     * @param encoder keep one constant instance for each form: the instance is the key
     */
    @SuppressWarnings("unchecked") // the form was made by this encoder
    public <T> T as(Encoder<T> encoder) {
        return (T) forms.computeIfAbsent(encoder, key -> encoder.encode(content));
    }

    /** Turns content into the form one protocol sends. Pure, thread-safe, quick. */
    @FunctionalInterface
    public interface Encoder<T> {

        /** The form. */
        T encode(RoomContent content);
    }
}
