package dev.patchbay.protocol.moduleserver.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.After;
import org.junit.Test;

/** When a connection is ended or read on, if the system takes its time for an answer. */
public class WritingTest {

    private final FakeWorkers workers = new FakeWorkers();
    private final Clients clients =
            new Clients(workers, Runnable::run, Runnable::run, System::nanoTime, Configs.settings(Map.of()));
    private final HeldLine line = new HeldLine();
    private final LineListener listener = clients.accept(line);

    @After
    public void close() {
        workers.close();
    }

    @Test
    public void theLastAnswerIsWrittenBeforeTheEnd() {
        listener.onLine(RawClient.hello("_ping"));
        assertEquals(1, line.sent.size());
        assertFalse("an end would wait for it 2 s only", line.isEnded);
        line.written.complete(null);
        assertTrue(line.isEnded);
    }

    @Test
    public void anAnswerThatCannotBeWrittenIsTheEnd() {
        listener.onLine(RawClient.hello("Lamp"));
        line.written.completeExceptionally(new IOException("thrown by the test"));
        assertTrue(line.isEnded);
    }

    @Test
    public void theNextRequestIsReadWhenTheAnswerIsWritten() {
        FakeModule lamp = workers.add("lamp");
        listener.onLine(RawClient.hello("lamp"));
        assertEquals("hello and request were asked for", 2, line.asked);
        listener.onLine(RawClient.request("_help", true));
        line.awaitSent(2);
        assertEquals(2, line.asked);
        assertFalse(lamp.isFree());
        line.written.complete(null);
        // whoever wrote may still be about to wait for it
        await().until(() -> line.asked == 3);
        assertFalse(line.isEnded);
    }

    @Test
    public void aSecondAnswerIsNeverSent() {
        FakeModule lamp = workers.add("lamp");
        listener.onLine(RawClient.hello("lamp"));
        listener.onLine(RawClient.request(null, true));
        assertTrue(line.isEnded);
        lamp.unload("lamp was unloaded");
        assertEquals("only the acknowledgement", 1, line.sent.size());
    }

    private static final class HeldLine implements LineConnection {

        private final List<String> sent = new ArrayList<>();
        private final CompletableFuture<Void> written = new CompletableFuture<>();
        private volatile int asked;
        private boolean isEnded;

        synchronized void awaitSent(int count) {
            try {
                for (int n = 0; sent.size() < count && n < 200; n++) {
                    wait(100);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            assertEquals(count, sent.size());
        }

        @Override
        public String unread() {
            return "";
        }

        @Override
        public InetSocketAddress peer() {
            return new InetSocketAddress("127.0.0.1", 4711);
        }

        @Override
        public synchronized void next() {
            asked++;
        }

        @Override
        public synchronized boolean send(String text) {
            sent.add(text);
            notifyAll();
            return true;
        }

        @Override
        public boolean offer(String text) {
            return send(text);
        }

        @Override
        public CompletionStage<Void> write(String text) {
            send(text);
            return written;
        }

        @Override
        public void end() {
            isEnded = true;
        }

        @Override
        public void close() {
            isEnded = true;
        }

        @Override
        public boolean isOpen() {
            return !isEnded;
        }
    }
}
