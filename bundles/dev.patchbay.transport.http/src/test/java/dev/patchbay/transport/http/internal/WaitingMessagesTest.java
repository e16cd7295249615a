package dev.patchbay.transport.http.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import dev.patchbay.endpoint.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.Test;

public class WaitingMessagesTest {

    private final WaitingMessages waiting = new WaitingMessages();

    @Test
    public void messagesLeaveInTheOrderTheyCame() {
        Deque<Message> expected = new ArrayDeque<>();
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            if (random.nextInt(5) < 3) {
                Message message = Message.text("" + i);
                expected.add(message);
                waiting.add(message);
            } else {
                assertSame(expected.poll(), waiting.poll());
            }
            assertEquals(expected.size(), waiting.size());
        }
    }

    @Test
    public void newerTakesThePlaceOfTheOlderWithTheSameKey() {
        waiting.add(Message.text("first"));
        waiting.add(Message.text("10 %").replacing("progress"));
        waiting.add(Message.text("other").replacing("neighbour"));
        waiting.add(Message.text("100 %").replacing("progress"));
        assertEquals(3, waiting.size());
        assertEquals("first100 %other".length(), waiting.bytes());
        assertEquals("first", next());
        assertEquals("100 %", next());
        assertEquals("other", next());
        assertEquals(0, waiting.bytes());
    }

    @Test
    public void messageThatHasLeftIsNotReplaced() {
        waiting.add(Message.text("old").replacing("key"));
        assertEquals("old", next());
        assertNull(waiting.replacedBy(Message.text("new").replacing("key")));
        waiting.add(Message.text("new").replacing("key"));
        assertEquals("new", next());
    }

    @Test
    public void replacementsSurviveGrowing() {
        waiting.add(Message.text("old").replacing("key"));
        for (int i = 0; i < 100; i++) {
            waiting.add(Message.text("" + i));
        }
        waiting.add(Message.text("new").replacing("key"));
        assertEquals("new", next());
        assertEquals("0", next());
    }

    @Test
    public void clearedQueueIsEmptyAndUsable() {
        waiting.add(Message.text("dropped"));
        waiting.clear();
        assertTrue(waiting.isEmpty());
        assertEquals(0, waiting.bytes());
        assertNull(waiting.poll());
        waiting.add(Message.text("next"));
        assertEquals("next", next());
    }

    private String next() {
        Message message = waiting.poll();
        return message == null ? "nothing" : new String(message.payload(), StandardCharsets.UTF_8);
    }
}
