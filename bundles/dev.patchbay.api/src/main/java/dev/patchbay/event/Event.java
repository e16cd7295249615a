package dev.patchbay.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** A named occurrence. Immutable and thread-safe. */
@ProviderType
public interface Event {

    /** Dotted name, never empty. */
    String name();

    /** Plain Java types; unmodifiable. */
    Map<String, @Nullable Object> properties();

    /** When it was published. */
    Instant time();

    /** Its number on this node: 1 for the first since the node started, then one more for each. */
    long seq();

    /**
     * The role that whoever hears of it outside this node must have; empty when it is for everybody. A protocol looks at
     * it before it hands the event on; listeners in this JVM are trusted.
     */
    default String role() {
        return "";
    }

    /**
     * This event in the form that one encoder gives it, made at most once however many receivers ask.
     *
     * @param encoder keep one constant instance for each form: the instance is the key
     */
    <T> T as(Encoder<T> encoder);

    /** Turns an event into the form one protocol sends. Pure, thread-safe, quick. */
    @FunctionalInterface
    interface Encoder<T> {

        /** The form; may be called twice for one event when two threads ask at the same moment. */
        T encode(Event event);
    }
}
