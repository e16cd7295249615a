package dev.patchbay.protocol.moduleserver.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** §3.3, and rows 9, 10 of §12. */
public class TimeTest {

    @Rule
    public final ServerRule server = new ServerRule();

    private final Semaphore permits = new Semaphore(0);
    private final CountDownLatch isRunning = new CountDownLatch(1);
    private FakeModule lamp;

    @Before
    public void addModules() {
        lamp = server.workers.add("lamp").with("echo", args -> args.get(0)).with("wait", args -> {
            isRunning.countDown();
            return permits.tryAcquire(20, TimeUnit.SECONDS);
        });
    }

    private static String echo(boolean isKeptAlive) {
        return RawClient.request("echo", isKeptAlive, "a");
    }

    /** Lets time pass until nobody is connected. */
    private void passUntilAllAreGone() {
        await().until(() -> {
            server.pass(100);
            return server.clients.size() == 0;
        });
    }

    @Test
    public void aLateHelloIsAnErrorWithWhatHasCome() throws Exception {
        RawClient client = server.client().send("%7B%22nam");
        RawClient silent = server.client();
        await().until(() -> server.clients.size() == 2);
        server.pass(ServerRule.TIME_IN_MS - 1);
        server.pass(1);
        String error = client.lastError();
        assertTrue(error, error.contains("timeout") && error.contains("1000 ms"));
        assertTrue(silent.lastError().contains("timeout"));
    }

    @Test
    public void theErrorOfALateHelloHasThePartialMessage() throws Exception {
        RawClient client = server.client().send("%7B%22nam");
        RawClient other = server.client();
        await().until(() -> server.clients.size() == 2);
        // what is sent over one connection is there when what was sent later over another has been answered
        assertEquals(2, ((List<?>) other.sendLine(RawClient.hello("_ping")).response()).size());
        await().until(() -> server.clients.size() == 1);
        server.pass(ServerRule.TIME_IN_MS);
        String error = client.lastError();
        assertTrue(error, error.contains("got \"%7B%22nam\""));
    }

    @Test
    public void aHelloJustInTimeIsAnswered() throws Exception {
        RawClient client = server.client();
        await().until(() -> server.clients.size() == 1);
        server.pass(1);
        server.pass(ServerRule.TIME_IN_MS - 2);
        client.greet("lamp");
    }

    @Test
    public void oneByteASecondIsTooLate() throws Exception {
        RawClient client = server.client();
        await().until(() -> server.clients.size() == 1);
        String hello = RawClient.hello("lamp");
        for (int i = 0; i < 3; i++) {
            client.send(hello.substring(i, i + 1));
            server.pass(400);
        }
        assertTrue(client.lastError().contains("timeout"));
    }

    @Test
    public void aLateRequestIsClosedSilentlyAndFreesTheWorker() throws Exception {
        RawClient late = server.client().greet("lamp").send("%7B%22fun");
        RawClient next = server.client().greet("lamp").sendLine(echo(false));
        await().until(() -> lamp.waiting() == 1);
        server.pass(ServerRule.TIME_IN_MS - 1);
        assertEquals("nobody is late yet", 1, lamp.waiting());
        await().until(() -> {
            server.pass(1);
            return lamp.isFree();
        });
        late.assertEnd();
        assertEquals("a", next.response());
    }

    @Test
    public void theTimeInTheQueueDoesNotCount() throws Exception {
        RawClient holder = server.client().greet("lamp").sendLine(RawClient.request("wait", false));
        assertTrue(isRunning.await(20, TimeUnit.SECONDS));
        RawClient patient = server.client().greet("lamp");
        RawClient early = server.client().greet("lamp").sendLine(echo(false));
        server.pass(10 * ServerRule.TIME_IN_MS);
        permits.release();
        assertEquals("a call may take as long as it likes", true, holder.response());
        await().until(() -> lamp.waiting() == 1);
        assertEquals("a", patient.sendLine(echo(false)).response());
        assertEquals("a", early.response());
    }

    @Test
    public void anIdleConnectionIsKeptForATimeAfterEachAnswer() throws Exception {
        RawClient client = server.client().greet("lamp");
        for (int n = 0; n < 3; n++) {
            server.pass(ServerRule.TIME_IN_MS - 1);
            assertEquals("a", client.sendLine(echo(true)).response());
        }
        passUntilAllAreGone();
        client.assertEnd();
        assertTrue(lamp.isFree());
    }

    @Test
    public void otherTimesHoldForWhatIsWaitedForFromThenOn() throws Exception {
        server.clients.apply(Configs.settings(Map.of("helloInMs", 5_000L, "requestInMs", 3_000L)));
        RawClient client = server.client();
        await().until(() -> server.clients.size() == 1);
        server.pass(4_999);
        client.greet("lamp");
        server.pass(2_999);
        assertEquals("a", client.sendLine(echo(false)).response());
    }
}
