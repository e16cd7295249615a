package dev.patchbay.protocol.dvbcss.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.endpoint.Message;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class OutboxTest {

    private final List<String> taken = new CopyOnWriteArrayList<>();

    /** Takes its time for the first message, and notes each when it has taken it. */
    private final class SlowConnection extends FakeConnection {

        private final CountDownLatch began = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        public boolean post(Message message) {
            began.countDown();
            try {
                assertTrue(goOn.await(10, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return taken.add(text(message));
        }
    }

    @Test
    public void whatIsPutWhileAnotherThreadHandsOverFollowsAndNobodyWaits() throws Exception {
        SlowConnection connection = new SlowConnection();
        Outbox outbox = new Outbox(connection);
        Thread first = new Thread(() -> {
            outbox.put(Message.text("1"));
            outbox.flush();
        });
        first.start();
        assertTrue(connection.began.await(10, TimeUnit.SECONDS));

        Thread second = new Thread(() -> {
            outbox.put(Message.text("2"));
            outbox.put(Message.text("3"));
            outbox.flush();
        });
        second.start();
        second.join(10_000);
        assertFalse("It must not wait for the other", second.isAlive());
        assertEquals(List.of(), taken);
        connection.goOn.countDown();
        first.join(10_000);

        assertEquals(List.of("1", "2", "3"), taken);
    }

    @Test
    public void aFailureLosesThatMessageOnly() {
        Outbox outbox = new Outbox(new FakeConnection() {
            @Override
            public boolean post(Message message) {
                if (text(message).equals("1")) {
                    throw new IllegalStateException("on purpose");
                }
                return taken.add(text(message));
            }
        });
        for (String text : List.of("1", "2", "3")) {
            outbox.put(Message.text(text));
            outbox.flush();
        }
        outbox.flush(); // harmless
        assertEquals(List.of("2", "3"), taken);
    }
}
