package org.example.clock;

import static org.junit.Assert.assertEquals;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;

public class ClockTicksTest {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @After
    public void endTheSource() throws InterruptedException {
        thread.shutdownNow();
        assertEquals("ended by interruption", true, thread.awaitTermination(10, TimeUnit.SECONDS));
    }

    @Test
    public void ticksAreCounted() throws InterruptedException {
        ClockTicks ticks = new ClockTicks(10);
        thread.submit(() -> {
            ticks.run((name, properties) -> heard.add(name + " " + properties.get("count")));
            return null;
        });
        assertEquals("clock.tick 1", heard.poll(10, TimeUnit.SECONDS));
        assertEquals("clock.tick 2", heard.poll(10, TimeUnit.SECONDS));
    }
}
