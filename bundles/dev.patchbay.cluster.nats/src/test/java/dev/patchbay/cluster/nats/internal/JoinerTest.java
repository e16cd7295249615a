package dev.patchbay.cluster.nats.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class JoinerTest {

    private Instant now = Instant.EPOCH;
    private final Joiner joiner = new Joiner(() -> now, 1_000);

    private Optional<String> add(String message, int number, String text) {
        return joiner.add(new Frame("s", message, number, 3, text));
    }

    @Test
    public void everyFrameStaysWithinTheLimitAndTheyJoinToTheSame() {
        String text = "0123456789".repeat(1_000);
        Joiner large = new Joiner(() -> now, 100_000);
        List<Frame> frames = Frame.of("s", text, 1_000);
        Optional<String> whole = Optional.empty();
        for (Frame frame : frames) {
            byte[] bytes = frame.bytes();
            assertTrue(bytes.length <= 1_000);
            assertTrue(whole.isEmpty());
            whole = large.add(Frame.from(bytes));
        }

        assertEquals(12, frames.size());
        assertEquals(Optional.of(text), whole);
        assertEquals(1, Frame.of("s", "x".repeat(872), 1_000).size());
        assertEquals(2, Frame.of("s", "x".repeat(873), 1_000).size());
    }

    @Test
    public void messagesMayInterleave() {
        add("1", 0, "a");
        add("2", 0, "A");
        add("1", 1, "b");
        add("2", 1, "B");

        assertEquals(Optional.of("ABC"), add("2", 2, "C"));
        assertEquals(Optional.of("abc"), add("1", 2, "c"));
    }

    @Test
    public void oneOfWhichAPartIsLostIsDropped() {
        add("1", 0, "a");

        assertEquals(Optional.empty(), add("1", 2, "c"));
        assertEquals(1, joiner.expire());
        assertEquals("its beginning is gone", Optional.empty(), add("1", 1, "b"));
        assertEquals(0, joiner.expire());
    }

    @Test
    public void whatStaysIncompleteIsDroppedAfterAMinute() {
        add("1", 0, "a");
        add("1", 1, "b");
        now = now.plusSeconds(59);
        assertEquals(0, joiner.expire());
        now = now.plusSeconds(1);
        assertEquals(1, joiner.expire());
        assertEquals(Optional.empty(), add("1", 2, "c"));
    }

    @Test
    public void tooMuchPushesOutTheOldest() {
        add("1", 0, "x".repeat(600));
        add("2", 0, "a");
        add("3", 0, "x".repeat(500));

        assertEquals(1, joiner.expire());
        add("2", 1, "b");
        assertEquals(Optional.of("abc"), add("2", 2, "c"));
    }

    @Test
    public void whatIsNoFrameIsRefused() {
        for (String junk :
                List.of("", "x", "\n", "a b c\nx", "s m 0 0\nx", "s m 2 2\nx", "s m -1 2\nx", "s m a 2\nx")) {
            assertThrows(
                    junk, IllegalArgumentException.class, () -> Frame.from(junk.getBytes(StandardCharsets.US_ASCII)));
        }
    }
}
