package dev.patchbay.cluster.zephserver.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class OutboxTest {

    private final Outbox outbox = new Outbox("b", 10);

    private static Message text(String text) {
        return new Message(text);
    }

    @Test
    public void whatIsFullAsksTheSenderToWaitOnce() throws Exception {
        assertTrue(outbox.offer(text("12345")));
        assertTrue(outbox.offer(text("67890")));
        assertFalse(outbox.offer(text("x")));

        outbox.push(text("abc"), 1);
        assertTrue("it drops now and holds nobody", outbox.offer(text("de")));
        assertEquals(text("67890"), outbox.next(0));
        assertEquals(text("abc"), outbox.next(0));
        assertEquals(text("de"), outbox.next(0));
        assertNull(outbox.next(0));
    }

    @Test
    public void whenItHasDrainedItAsksToWaitAgain() throws Exception {
        outbox.offer(text("12345"));
        outbox.offer(text("67890"));
        outbox.push(text("abc"), 1);
        outbox.next(0);

        assertTrue(outbox.offer(text("1234567")));
        assertFalse(outbox.offer(text("x")));
    }

    @Test
    public void aSenderThatWaitsGoesOnWhenThereIsRoom() throws Exception {
        outbox.offer(text("1234567890"));
        CountDownLatch pushed = new CountDownLatch(1);
        Thread sender = new Thread(() -> {
            try {
                outbox.push(text("x"), 60_000);
                pushed.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        sender.start();

        assertEquals("nothing was dropped", text("1234567890"), outbox.next(0));
        assertTrue(pushed.await(20, TimeUnit.SECONDS));
        assertEquals(text("x"), outbox.next(0));
    }

    @Test
    public void whatIsLongerThanTheBoxIsTaken() throws Exception {
        assertTrue(outbox.offer(text("12345678901234567890")));
        assertEquals(20, outbox.next(0).size());
    }

    @Test
    public void nothingComesBehindTheLast() throws Exception {
        outbox.end(text("bye"));
        assertTrue(outbox.offer(text("late")));

        assertFalse(outbox.isDone());
        assertEquals(text("bye"), outbox.next(0));
        assertTrue(outbox.isDone());
        assertNull(outbox.next(60_000));
    }
}
