package dev.patchbay.dvbcss.client.internal;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Notices a server that is gone without a word: servers of DVB CSS are silent for hours, so nobody else would. Pings when nothing
 * was heard for an interval, and gives up when nothing is heard for as long again, or for 10 s.
 */
final class Heartbeat {

    /**
     * When a new connection is looked at first: the JDK's WebSocket may miss an end that comes right behind the handshake (seen
     * with 17 and 25).
     */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(10);

    private final Duration interval;
    private final Duration patience;
    private final Consumer<String> onSilence;
    private volatile boolean isStopped;
    private volatile boolean wasHeard;

    Heartbeat(Duration interval, Consumer<String> onSilence) {
        this.interval = interval;
        this.patience = shorter(interval, LONGEST_PATIENCE);
        this.onSilence = onSilence;
    }

    void start(WebSocket socket) {
        later(shorter(interval, FIRST_LOOK), () -> ask(socket));
    }

    /** Something came. */
    void heard() {
        wasHeard = true;
    }

    void stop() {
        isStopped = true;
    }

    private void look(WebSocket socket) {
        if (wasHeard) {
            wasHeard = false;
            later(interval, () -> look(socket));
        } else {
            ask(socket);
        }
    }

    private void ask(WebSocket socket) {
        wasHeard = false;
        // whether it can be sent does not matter, only whether it is answered
        socket.sendPing(ByteBuffer.allocate(0));
        later(patience, () -> judge(socket));
    }

    private void judge(WebSocket socket) {
        if (wasHeard) {
            look(socket);
        } else {
            onSilence.accept("no answer to a ping within " + patience.toMillis() / 1000.0 + " s");
        }
    }

    private void later(Duration delay, Runnable work) {
        CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS).execute(() -> {
            if (!isStopped) {
                work.run();
            }
        });
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
