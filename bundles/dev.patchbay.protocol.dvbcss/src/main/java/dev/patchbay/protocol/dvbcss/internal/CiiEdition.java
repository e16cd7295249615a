package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.dvbcss.CiiMessage;
import dev.patchbay.dvbcss.CiiProperty;
import dev.patchbay.dvbcss.CssMessages;
import dev.patchbay.dvbcss.Given;
import dev.patchbay.endpoint.Message;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One state, and all messages about it, each encoded once whatever the number of clients. Thread-safe; forgotten with
 * the state.
 */
final class CiiEdition {

    /**
     * From what a client knows to what it is to know; null when it knows nothing. Views are equal only to themselves.
     */
    private record Step(@Nullable CiiView from, CiiView to) {}

    private final CiiMessage state;
    private final Rewriting rewriting;

    /** By the address that clients connected to: as many as this machine has. */
    private final Map<String, CiiView> views = new ConcurrentHashMap<>();

    /** Empty when there is nothing to say. */
    private final Map<Step, Optional<Message>> messages = new ConcurrentHashMap<>();

    CiiEdition(CiiMessage state, Rewriting rewriting) {
        this.state = state;
        this.rewriting = rewriting;
    }

    boolean isOf(CiiMessage otherState, Rewriting otherRewriting) {
        return state == otherState && rewriting == otherRewriting;
    }

    /** @param localAddress as a handshake has it */
    CiiView seenFrom(String localAddress) {
        return views.computeIfAbsent(localAddress, address -> new CiiView(rewriting.apply(state, address)));
    }

    /** All of it; empty when that is nothing. */
    Optional<Message> whole(CiiView view) {
        return messages.computeIfAbsent(new Step(null, view), step -> encode(view.state()));
    }

    /** What is another, and with another content its status (CII-12); empty when that is nothing. */
    Optional<Message> changes(CiiView from, CiiView to) {
        return from == to
                ? Optional.empty()
                : messages.computeIfAbsent(new Step(from, to), step -> encode(changes(from.state(), to.state())));
    }

    private static CiiMessage changes(CiiMessage from, CiiMessage to) {
        CiiMessage changes = from.changesTo(to);
        return changes.get(CiiProperty.CONTENT_ID).isOmitted()
                ? changes
                : copy(CiiProperty.CONTENT_ID_STATUS, to, changes);
    }

    private static <T> CiiMessage copy(CiiProperty<T> property, CiiMessage from, CiiMessage to) {
        Given<T> given = from.get(property);
        if (given.isOmitted()) {
            return to;
        }
        return given.isNone() ? to.withNone(property) : to.with(property, given.value());
    }

    private static Optional<Message> encode(CiiMessage message) {
        return message.isEmpty() ? Optional.empty() : Optional.of(Message.text(CssMessages.encode(message)));
    }
}
