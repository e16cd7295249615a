package dev.patchbay.transport.line.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

public class IoLoopTest {

    private static final int ADDERS = 4;
    private static final int TASKS = 50_000;

    @Test
    public void whatOthersAddWhileItLooksIsDoneOnceEach() throws Exception {
        IoLoop loop = new IoLoop("test-line");
        loop.start();
        AtomicInteger done = new AtomicInteger();
        List<Thread> adders = new ArrayList<>();
        for (int i = 0; i < ADDERS; i++) {
            adders.add(new Thread(() -> add(loop, done)));
        }
        adders.forEach(Thread::start);
        for (Thread adder : adders) {
            adder.join();
        }
        await().until(() -> done.get() >= ADDERS * TASKS);
        // whatever would be done a second time has been by now
        AtomicInteger last = new AtomicInteger();
        loop.execute(() -> loop.execute(last::incrementAndGet));
        await().until(() -> last.get() == 1);
        assertEquals(ADDERS * TASKS, done.get());
        loop.stop();
    }

    private static void add(IoLoop loop, AtomicInteger done) {
        for (int i = 0; i < TASKS; i++) {
            loop.execute(done::incrementAndGet);
            if (i % 100 == 0) {
                Thread.yield();
            }
        }
    }
}
