package dev.patchbay.dvbcss.client;

import dev.patchbay.dvbcss.CiiMessage;
import dev.patchbay.dvbcss.CiiProperty;
import dev.patchbay.dvbcss.CssMessages;
import dev.patchbay.dvbcss.MalformedMessageException;
import dev.patchbay.dvbcss.client.internal.MessageSocket;
import java.net.URI;
import java.util.Objects;
import java.util.Set;

/**
 * Knows what is on at a television, over one connection to its CSS-CII server. Source: dvb-css, CII-20.
 *
 * <p>Life: made; {@link #connect}; what each message says is merged into {@link #state}, and the listener is told what really
 * changed; ends with {@link #close} or with the connection. It does not connect again: {@link RemoteTelevision} does.
 * Thread-safe; nothing here waits for the network.
 */
public final class CiiClient implements AutoCloseable {

    private final CiiListener listener;
    private final MessageSocket socket;
    private volatile CiiMessage state = CiiMessage.EMPTY;

    /**
     * Does nothing yet.
     *
     * @throws IllegalArgumentException for what is no {@code ws:} or {@code wss:} URL with a host
     */
    public CiiClient(URI url, CiiListener listener) {
        this(url, listener, ConnectionOptions.DEFAULTS);
    }

    /** As the other one. */
    public CiiClient(URI url, CiiListener listener, ConnectionOptions options) {
        this.listener = listener;
        this.socket = new MessageSocket(url, options, listener, () -> {}, this::onText);
    }

    /** Begins; once. The listener is told how it goes. */
    public void connect() {
        socket.connect();
    }

    /** Everything that was told so far; {@link CiiMessage#EMPTY} before the first message, and kept after the end. */
    public CiiMessage state() {
        return state;
    }

    /** Says goodbye and ends, within 2 s if the server does not answer; the listener hears nothing more. Harmless when repeated. */
    @Override
    public void close() {
        socket.close();
    }

    private void onText(String text) {
        CiiMessage changes;
        try {
            changes = CssMessages.decodeCii(text);
        } catch (MalformedMessageException e) {
            listener.onMalformed(text, Objects.toString(e.getMessage()));
            return;
        }
        CiiMessage before = state;
        CiiMessage now = before.updatedBy(changes);
        state = now;
        Set<CiiProperty<?>> changed = before.changesTo(now).defined();
        if (!changed.isEmpty()) {
            listener.onChange(before, now, changed);
        }
        listener.onState(now);
    }
}
