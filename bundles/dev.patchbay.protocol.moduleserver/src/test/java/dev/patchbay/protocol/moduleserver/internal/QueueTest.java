package dev.patchbay.protocol.moduleserver.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** One worker, one client at a time; row 11 of §12. */
public class QueueTest {

    @Rule
    public final ServerRule server = new ServerRule();

    private final Semaphore permits = new Semaphore(0);
    private final CountDownLatch isRunning = new CountDownLatch(1);
    private final AtomicInteger done = new AtomicInteger();
    private FakeModule lamp;

    @Before
    public void addModules() {
        lamp = server.workers
                .add("lamp")
                .with("count", args -> done.incrementAndGet())
                .with("wait", args -> {
                    isRunning.countDown();
                    return permits.tryAcquire(20, TimeUnit.SECONDS);
                });
        server.workers.add("stage").with("echo", args -> args.get(0));
    }

    private RawClient caller(String function) throws Exception {
        return server.client().greet("lamp").sendLine(RawClient.request(function, false));
    }

    @Test
    public void clientsAreServedOneAfterTheOtherInOrder() throws Exception {
        RawClient holder = caller("wait");
        List<RawClient> others = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            others.add(caller("count"));
        }
        await().until(() -> lamp.waiting() == 3);
        assertEquals(0, done.get());
        permits.release();
        assertEquals(true, holder.response());
        for (long n = 1; n <= 3; n++) {
            assertEquals(n, others.get((int) n - 1).response());
        }
    }

    @Test
    public void aClientThatIsKeptAliveHoldsTheWorker() throws Exception {
        RawClient holder = server.client().greet("lamp").sendLine(RawClient.request("count", true));
        assertEquals(1L, holder.response());
        RawClient other = caller("count");
        await().until(() -> lamp.waiting() == 1);
        assertEquals(2L, holder.sendLine(RawClient.request("count", true)).response());
        holder.sendLine(RawClient.request(null, true)).assertEnd();
        assertEquals(3L, other.response());
    }

    @Test
    public void aSlowModuleDelaysNoOther() throws Exception {
        RawClient holder = caller("wait");
        assertTrue(isRunning.await(20, TimeUnit.SECONDS));
        RawClient other = server.client().greet("stage").sendLine(RawClient.request("echo", false, "a"));
        assertEquals("a", other.response());
        RawClient ping = server.client().sendLine(RawClient.hello("_ping"));
        assertEquals(2, ((List<?>) ping.response()).size());
        permits.release();
        assertEquals(true, holder.response());
    }

    @Test
    public void aClientThatVanishesBeforeItsRequestGivesUpItsPlaceAtOnce() throws Exception {
        RawClient holder = server.client().greet("lamp");
        RawClient inQueue = server.client().greet("lamp");
        RawClient brokenInQueue = server.client().greet("lamp");
        RawClient last = caller("count");
        await().until(() -> lamp.waiting() == 3);
        inQueue.close();
        brokenInQueue.reset();
        await().until(() -> lamp.waiting() == 1);
        holder.close();
        assertEquals(1L, last.response());
    }

    @Test
    public void aClientThatVanishesWhileItIsServedFreesTheWorkerAfterItsCall() throws Exception {
        RawClient holder = caller("wait");
        assertTrue(isRunning.await(20, TimeUnit.SECONDS));
        RawClient other = caller("count");
        await().until(() -> lamp.waiting() == 1);
        holder.reset();
        permits.release();
        assertEquals(1L, other.response());
        await().until(lamp::isFree);
    }

    @Test
    public void aQueueThatIsFullRefusesClearly() throws Exception {
        server.client().greet("lamp");
        for (int n = 0; n < 64; n++) {
            server.client().greet("lamp");
        }
        RawClient tooMuch = server.client().sendLine(RawClient.hello("lamp"));
        assertEquals("ModuleServerError: lamp queue is full", tooMuch.lastError());
        assertEquals(64, lamp.waiting());
    }

    @Test
    public void aModuleThatIsUnloadedTellsAllWhoWait() throws Exception {
        RawClient holder = server.client().greet("lamp");
        RawClient inQueue = server.client().greet("lamp");
        RawClient withRequest = caller("count");
        await().until(() -> lamp.waiting() == 2);
        lamp.unload("lamp was unloaded");
        for (RawClient client : List.of(holder, inQueue, withRequest)) {
            assertEquals("ModuleServerError: lamp was unloaded", client.lastError());
        }
        assertEquals(0, done.get());
    }

    @Test
    public void aModuleThatIsUnloadedInTheMomentOfTheHelloIsNotAcknowledged() throws Exception {
        lamp.unloadAtOnce("lamp was unloaded");
        RawClient client = server.client();
        client.send(RawClient.hello("lamp") + "\n" + RawClient.request("count", true) + "\n");
        assertEquals("ModuleServerError: lamp was unloaded", client.lastError());
        assertEquals(0, done.get());
        await().until(lamp::isFree);
    }
}
