package org.example.tv;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;

import dev.patchbay.rpc.CallException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.example.tv.State.Mode;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;

public class TvProviderTest {

    private final Television television = new Television(new FakeClock(), new FakeAlarm());
    private final TvProvider tv = new TvProvider(television);

    @Test
    public void everyCommandAnswersWithTheStateAfterIt() throws CallException {
        assertEquals(Mode.PAUSED, tv.pause().mode());
        assertEquals(90, tv.seek(90).positionInSec(), 1e-4);
        assertEquals(2, tv.speed(2).playSpeed(), 0);
        assertEquals(2, tv.play().speed(), 0);
        assertFalse(tv.temi(false).temi());
        assertEquals(Mode.TRANSITIONING, tv.next().mode());
        assertEquals(tv.state(), television.state());
    }

    @Test
    public void whileItTunesInCommandsAreRefusedWithTheReason() {
        tv.next();
        List<ThrowingRunnable> commands = List.of(tv::play, tv::pause, () -> tv.seek(1), () -> tv.speed(1));
        for (ThrowingRunnable command : commands) {
            CallException refusal = assertThrows(CallException.class, command);
            assertEquals(
                    "Expected a picture, but the television is still tuning in. Try again in a moment",
                    refusal.getMessage());
            assertEquals(1, refusal.code());
        }
    }

    @Test
    public void aSpeedItDoesNotHaveIsRefusedWithThoseItHas() {
        CallException refusal = assertThrows(CallException.class, () -> tv.speed(1.5));
        assertEquals("Expected a speed of -1, 0.5, 1 or 2, got 1.5", refusal.getMessage());
        assertEquals(2, refusal.code());
    }

    @Test
    public void theEventSourcePublishesTheStateAndEachChangeUntilItIsInterrupted() throws Exception {
        BlockingQueue<Map<String, ?>> published = new LinkedBlockingQueue<>();
        StateEvents events = new StateEvents(television);
        Thread source = new Thread(() -> {
            try {
                events.run((name, properties) -> published.add(properties));
            } catch (InterruptedException e) {
                published.add(Map.of("mode", "ended"));
            }
        });
        source.start();
        assertEquals("PLAYING", mode(published));
        tv.pause();
        assertEquals("PAUSED", mode(published));
        source.interrupt();
        assertEquals("ended", mode(published));
        source.join(10_000);
        tv.play();
        assertEquals(0, published.size());
    }

    private static Object mode(BlockingQueue<Map<String, ?>> published) throws InterruptedException {
        Map<String, ?> properties = published.poll(10, TimeUnit.SECONDS);
        return properties == null ? "nothing" : properties.get("mode");
    }
}
