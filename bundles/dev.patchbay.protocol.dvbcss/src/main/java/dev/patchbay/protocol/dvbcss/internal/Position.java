package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.dvbcss.ControlTimestamp;
import dev.patchbay.dvbcss.CssMessages;
import dev.patchbay.endpoint.Message;
import org.jspecify.annotations.Nullable;

/** Where a timeline is, and the message that says so: encoded once for all clients, if one needs it. For one thread. */
final class Position {

    /** While it waits for a slow client a newer one takes its place. */
    private static final String KEY = "ts";

    private final ControlTimestamp timestamp;
    private @Nullable Message message;

    Position(ControlTimestamp timestamp) {
        this.timestamp = timestamp;
    }

    ControlTimestamp timestamp() {
        return timestamp;
    }

    Message message() {
        if (message == null) {
            message = Message.text(CssMessages.encode(timestamp)).replacing(KEY);
        }
        return message;
    }
}
