package dev.patchbay.transport.http.internal;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Message;
import dev.patchbay.endpoint.spi.Endpoint;
import dev.patchbay.endpoint.spi.MessageReceiver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Answers each text with itself and remembers what happened. */
class RecordingEndpoint implements Endpoint {

    /** @param how code and reason */
    record Closed(Connection connection, String how) {}

    final BlockingQueue<Connection> opened = new LinkedBlockingQueue<>();
    final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    final BlockingQueue<Closed> closed = new LinkedBlockingQueue<>();

    @Override
    public MessageReceiver open(Connection connection) {
        opened.add(connection);
        return new MessageReceiver() {

            @Override
            public void onText(Connection from, String text) {
                texts.add(text);
                answer(from, text);
            }

            @Override
            public void onClosed(Connection from, int code, String reason) {
                closed.add(new Closed(from, (code + " " + reason).trim()));
            }
        };
    }

    void answer(Connection connection, String text) {
        connection.send(Message.text(text));
    }

    Connection nextOpened() throws InterruptedException {
        return take(opened);
    }

    String nextText() throws InterruptedException {
        return take(texts);
    }

    String nextClosed() throws InterruptedException {
        return take(closed).how();
    }

    private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("Nothing came within ten seconds");
        }
        return next;
    }
}
