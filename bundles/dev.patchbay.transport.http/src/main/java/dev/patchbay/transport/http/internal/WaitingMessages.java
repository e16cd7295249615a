package dev.patchbay.transport.http.internal;

import dev.patchbay.endpoint.Message;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait in one connection's queue, oldest first. Not thread-safe.
 *
 * <p>An idle connection keeps one small array and nothing else.
 */
final class WaitingMessages {

    private static final int SMALL = 8;

    private @Nullable Message[] ring = new @Nullable Message[SMALL];
    private long first;
    private long end;
    private long bytes;

    /** Where the replaceable messages are, by key; null while there are none. */
    private @Nullable Map<String, Long> places;

    boolean isEmpty() {
        return first == end;
    }

    int size() {
        return (int) (end - first);
    }

    /** The payloads' bytes. */
    long bytes() {
        return bytes;
    }

    /** The waiting message whose place a newer one takes; null when there is none. */
    @Nullable
    Message replacedBy(Message newer) {
        Long place = place(newer);
        return place == null ? null : ring[slot(place)];
    }

    /** Puts it at the end, or in the place of the one it replaces. */
    void add(Message message) {
        Long place = place(message);
        if (place == null) {
            append(message);
        } else {
            Message old = ring[slot(place)];
            bytes += message.payload().length - (old == null ? 0 : old.payload().length);
            ring[slot(place)] = message;
        }
    }

    /** Takes the oldest; null when there is none. */
    @Nullable
    Message poll() {
        if (isEmpty()) {
            return null;
        }
        Message message = ring[slot(first)];
        ring[slot(first)] = null;
        first++;
        if (message != null) {
            forget(message);
        }
        if (isEmpty() && ring.length > SMALL) {
            clear();
        }
        return message;
    }

    /** Drops all of them and the memory they took. */
    void clear() {
        ring = new @Nullable Message[SMALL];
        first = 0;
        end = 0;
        bytes = 0;
        places = null;
    }

    private void append(Message message) {
        if (size() == ring.length) {
            grow();
        }
        ring[slot(end)] = message;
        bytes += message.payload().length;
        if (message.replaces() != null) {
            places = places == null ? new HashMap<>() : places;
            places.put(message.replaces(), end);
        }
        end++;
    }

    private void forget(Message message) {
        bytes -= message.payload().length;
        if (places != null && message.replaces() != null) {
            places.remove(message.replaces());
        }
    }

    private @Nullable Long place(Message message) {
        return places == null || message.replaces() == null ? null : places.get(message.replaces());
    }

    /** Places keep their number, so each message moves to the slot that its number has in the longer ring. */
    private void grow() {
        @Nullable Message[] old = ring;
        ring = Arrays.copyOf(old, old.length * 2);
        Arrays.fill(ring, null);
        for (long place = first; place < end; place++) {
            ring[slot(place)] = old[(int) (place & (old.length - 1))];
        }
    }

    private int slot(long place) {
        return (int) (place & (ring.length - 1));
    }
}
