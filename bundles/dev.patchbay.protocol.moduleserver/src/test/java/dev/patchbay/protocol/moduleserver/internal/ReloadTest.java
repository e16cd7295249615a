package dev.patchbay.protocol.moduleserver.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.worker.WorkerException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** §4.1, and row 15 of §12. */
public class ReloadTest {

    @Rule
    public final ServerRule server = new ServerRule();

    @Before
    public void addModules() {
        server.workers.add("lamp").with("echo", args -> args.get(0));
        server.workers.add("a b+50% ü");
    }

    private String reload(String order) throws Exception {
        RawClient client = server.client().sendLine(RawClient.hello("_reload_" + order));
        String response = (String) client.response();
        client.assertEnd();
        return response;
    }

    @Test
    public void aModuleIsReloaded() throws Exception {
        assertEquals("Reloaded \"lamp\"", reload("lamp"));
        assertEquals("lamp", server.workers.reloads().take());
        assertTrue(server.workers.reloads().isEmpty());
    }

    @Test
    public void theNameIsEncodedOnceMore() throws Exception {
        assertEquals("Reloaded \"a b+50% ü\"", reload("a+b%2B50%25+%C3%BC"));
    }

    @Test
    public void aNameThatCannotBeDecodedOnceMoreIsMeantAsItStands() throws Exception {
        server.workers.add("50%");
        assertEquals("Reloaded \"50%\"", reload("50%"));
    }

    @Test
    public void anUnknownModuleIsNoErrorInTheEnvelope() throws Exception {
        assertEquals("Failed to find module \"Lamp\"", reload("Lamp"));
        assertEquals("Failed to find module \"_ping\"", reload("_ping"));
    }

    @Test
    public void withoutANameTheConfigurationIsReadAgain() throws Exception {
        assertEquals("Reloaded config", reload(""));
        assertEquals("", server.workers.reloads().take());
    }

    @Test
    public void aConfigurationThatCannotBeReadIsAnError() throws Exception {
        server.workers.onReload(name -> {
            throw new WorkerException("cannot read modules.json: line 3");
        });
        for (String name : List.of("", "lamp")) {
            RawClient client = server.client().sendLine(RawClient.hello("_reload_" + name));
            assertEquals("ModuleServerError: cannot read modules.json: line 3", client.lastError());
        }
    }

    @Test
    public void aFaultOfOursClosesTheConnection() throws Exception {
        server.workers.onReload(name -> {
            throw new IllegalStateException("thrown by the test");
        });
        server.client().sendLine(RawClient.hello("_reload_lamp")).assertEnd();
    }

    @Test
    public void aReloadBlocksItsOwnClientOnly() throws Exception {
        CountDownLatch isFree = new CountDownLatch(1);
        server.workers.onReload(name -> isFree.await(20, TimeUnit.SECONDS));
        RawClient waiting = server.client().sendLine(RawClient.hello("_reload_lamp"));
        assertEquals("lamp", server.workers.reloads().take());
        RawClient other = server.client().greet("lamp").sendLine(RawClient.request("echo", false, 1));
        assertEquals(1L, other.response());
        server.pass(20 * ServerRule.TIME_IN_MS);
        isFree.countDown();
        assertEquals("Reloaded \"lamp\"", waiting.response());
    }

    @Test
    public void aReloadGoesOnWhenItsClientLeaves() throws Exception {
        CountDownLatch isFree = new CountDownLatch(1);
        CountDownLatch isDone = new CountDownLatch(1);
        server.workers.onReload(name -> {
            boolean free = isFree.await(20, TimeUnit.SECONDS);
            isDone.countDown();
            return free;
        });
        RawClient leaving = server.client().sendLine(RawClient.hello("_reload_lamp"));
        assertEquals("lamp", server.workers.reloads().take());
        leaving.reset();
        isFree.countDown();
        assertTrue(isDone.await(20, TimeUnit.SECONDS));
        await().until(() -> server.clients.size() == 0);
    }
}
