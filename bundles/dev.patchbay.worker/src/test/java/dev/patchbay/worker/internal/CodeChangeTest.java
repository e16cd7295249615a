package dev.patchbay.worker.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.worker.WorkerAnswer;
import dev.patchbay.worker.WorkerStatus.State;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** Code of a Python module that is changed while it serves (ModuleServer, §12, rows 16 and 17). */
public class CodeChangeTest {

    private static final String LAMP = """
            import os, time
            VERSION = %d

            def helper():
                return VERSION

            class Lamp:
                def __init__(self):
                    if os.path.exists("no-power-%d"):
                        raise OSError("no power")

                def version(self):
                    return helper()

                def wait_for(self, name):
                    open(name + ".begun", "w").close()
                    while not os.path.exists(name):
                        time.sleep(0.01)
                    return helper()

                def __exit__(self, kind, value, trace):
                    open("exit-" + str(VERSION), "a").write(str([kind, value, trace]))
            """;

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final NodeRule node = new NodeRule();

    @Before
    public void start() throws Exception {
        write(1);
        node.module("lamp", "lamp", "Lamp", null).start();
        node.pid("lamp");
    }

    private void write(int version) throws Exception {
        node.python("lamp", code(version));
    }

    private static String code(int version) {
        return LAMP.formatted(version, version);
    }

    private long version() throws Exception {
        return (Long) Client.result(node.workers(), "lamp", "version");
    }

    private void awaitVersion(long expected) {
        await().atMost(Duration.ofSeconds(3))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> version() == expected);
    }

    @Test
    public void newCodeIsServedAlthoughItIsPolledInTheSameProcessAndTheOldInstanceLeft() throws Exception {
        long pid = node.pid("lamp");
        write(2);
        awaitVersion(2);
        assertEquals(pid, node.pid("lamp"));
        assertEquals("[None, None, None]", Files.readString(node.home().resolve("exit-1")));
        node.awaitEvent("module.reloaded lamp");
        // as long, and within the same second: what Python keeps compiled must not deceive it
        write(3);
        awaitVersion(3);
        assertEquals(pid, node.pid("lamp"));
    }

    @Test
    public void touchingTheCodeReloadsNothing() throws Exception {
        Files.setLastModifiedTime(
                node.home().resolve("lamp.py"), FileTime.from(Instant.now().plusSeconds(9)));
        write(2);
        Files.setLastModifiedTime(
                node.home().resolve("lamp.py"), FileTime.from(Instant.now().plusSeconds(99)));
        awaitVersion(2);
        assertEquals(
                1,
                node.log().stream().filter(line -> line.contains("is reloaded")).count());
    }

    @Test
    public void codeThatChangesDuringALongCallIsReadWhenThatHasEnded() throws Exception {
        Client client = Client.queue(node.workers(), "lamp").awaitTurn();
        String gate = node.home().resolve("gate").toString();
        CompletionStage<WorkerAnswer> answer = client.begin("wait_for", gate);
        await().until(() -> Files.exists(node.home().resolve("gate.begun")));
        write(2);
        Client waiting = Client.queue(node.workers(), "lamp");
        // longer than it takes to notice
        await().pollDelay(400, TimeUnit.MILLISECONDS).until(() -> true);
        assertFalse(Files.exists(node.home().resolve("exit-1")));
        node.write("gate", "");
        assertEquals(1L, Client.await(answer).result());
        client.end();
        assertEquals(
                "who waited is served first",
                1L,
                waiting.awaitTurn().call("version").result());
        long begin = System.nanoTime();
        waiting.end();
        assertEquals(2L, version());
        long tookInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        System.out.println("reloaded and answered " + tookInMs + " ms after the last client had left");
        assertTrue("reloaded after " + tookInMs + " ms", tookInMs < 1_000);
    }

    @Test
    public void brokenCodeLeavesTheOldServingUntilItIsRepaired() throws Exception {
        long pid = node.pid("lamp");
        node.python("lamp", "VERSION = 2\ndef helper():\n    return 'half'\nthis is no Python\n");
        await().until(() -> node.status("lamp").problem() != null);
        String problem = node.await("lamp", State.READY).problem();
        assertTrue(problem, problem.startsWith("could not load its changed code, the old code serves: SyntaxError"));
        assertEquals(1, version());
        node.python("lamp", "VERSION = 2\ndef helper():\n    return 'half'\nraise ValueError('half way')\n");
        await().until(() -> String.valueOf(node.status("lamp").problem()).contains("half way"));
        assertEquals("what the new code defined before it failed is gone", 1, version());
        node.python("lamp", "VERSION = 2\n");
        await().until(() -> String.valueOf(node.status("lamp").problem()).contains("Lamp"));
        assertEquals("its class is gone", 1, version());
        assertFalse("the instance stayed", Files.exists(node.home().resolve("exit-1")));
        assertTrue(node.bus.published.contains("module.reloaded lamp with a problem"));
        assertEquals(1, node.workers().findings().size());
        write(4);
        awaitVersion(4);
        assertEquals(pid, node.pid("lamp"));
        await().until(() -> node.status("lamp").problem() == null);
    }

    @Test
    public void aConstructorThatFailsWithNewCodeLeavesTheOldServingWithANewInstance() throws Exception {
        Files.createFile(node.home().resolve("no-power-2"));
        write(2);
        await().until(() -> String.valueOf(node.status("lamp").problem()).contains("no power"));
        node.await("lamp", State.READY);
        assertEquals(1, version());
        assertTrue(Files.exists(node.home().resolve("exit-1")));
    }

    @Test
    public void withoutEitherInstanceItIsBrokenUntilItIsRepaired() throws Exception {
        Files.createFile(node.home().resolve("no-power-1"));
        Files.createFile(node.home().resolve("no-power-2"));
        write(2);
        node.await("lamp", State.BROKEN);
        assertEquals("Exception: Module failed to load INSTANCE", Client.problem(node.workers(), "lamp", "version"));
        write(3);
        node.await("lamp", State.READY);
        awaitVersion(3);
    }
}
