package dev.patchbay.worker.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.worker.WorkerAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** Java modules that do what they should not, and JVMs that are killed: as {@link FaultsTest} for Python. */
public class JavaFaultsTest {

    private static final String WILD = """
            package org.example;

            public class Wild {
                public Object echo(Object value) { return value; }

                public void hang(String name) throws Exception {
                    java.nio.file.Files.createFile(java.nio.file.Path.of(name));
                    while (true) {
                        try {
                            Thread.sleep(60_000);
                        } catch (InterruptedException e) {
                            // goes on
                        }
                    }
                }

                public String shout() {
                    String line = "x".repeat(99);
                    for (int i = 0; i < 40_000; i++) {
                        System.out.println(line);
                    }
                    System.err.println("y".repeat(3_000_000));
                    return "hoarse";
                }

                public void leave() { Runtime.getRuntime().halt(5); }
            }
            """;

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final NodeRule node = new NodeRule();

    @Before
    public void start() throws Exception {
        node.config.stopInMs = 200;
        node.config.termInMs = 200;
        byte[] jar = TestJar.of(node.home(), Map.of("org.example.Wild", WILD), Map.of());
        Files.write(node.home().resolve("wild.jar"), jar);
        node.module("wild", "java:wild.jar", "org.example.Wild", null).start();
        assertEquals(0L, echo(0));
    }

    private Object echo(Object value) throws Exception {
        return Client.result(node.workers(), "wild", "echo", value);
    }

    private CompletionStage<WorkerAnswer> hang(Client client) throws IOException {
        CompletionStage<WorkerAnswer> answer =
                client.begin("hang", node.home().resolve("hangs").toString());
        await().atMost(NodeRule.LIMIT)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> Files.exists(node.home().resolve("hangs")));
        return answer;
    }

    @Test
    public void oneThatIsKilledWhileItIsIdleServesAgain() throws Exception {
        long pid = node.pid("wild");
        assertTrue(ProcessHandle.of(pid).orElseThrow().destroyForcibly());
        await().until(() -> node.status("wild").pid().orElse(0) != pid);
        assertEquals(1L, echo(1));
        node.awaitLog("\"CRITICAL\"", "died");
        node.awaitEvent("module.died wild with a problem");
    }

    @Test
    public void whoIsServedWhenItIsKilledIsAnsweredWithinASecond() throws Exception {
        Client client = Client.queue(node.workers(), "wild").awaitTurn();
        Client waiting = Client.queue(node.workers(), "wild");
        CompletionStage<WorkerAnswer> answer = hang(client);
        long begin = System.nanoTime();
        assertTrue(ProcessHandle.of(node.pid("wild")).orElseThrow().destroyForcibly());
        WorkerAnswer failure = Client.await(answer);
        long tookInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        assertTrue(failure.traceback(), failure.traceback().endsWith("wild worker died during the call"));
        assertTrue("answered after " + tookInMs + " ms", tookInMs < 1_000);
        client.end();
        assertEquals(2L, waiting.awaitTurn().call("echo", 2).result());
    }

    @Test
    public void oneThatHangsIsEndedByAReload() throws Exception {
        long pid = node.pid("wild");
        Client client = Client.queue(node.workers(), "wild").awaitTurn();
        hang(client);
        assertTrue(node.workers().reload("wild"));
        client.end();
        assertEquals(3L, echo(3));
        assertNotEquals(pid, node.pid("wild"));
        assertTrue(ProcessHandle.of(pid).map(process -> !process.isAlive()).orElse(true));
    }

    @Test
    public void oneThatPrintsMegabytesAnswers() throws Exception {
        assertEquals("hoarse", Client.result(node.workers(), "wild", "shout"));
        assertEquals(4L, echo(4));
    }

    @Test
    public void oneThatHaltsIsToldAndServesAgain() throws Exception {
        String problem = Client.problem(node.workers(), "wild", "leave");
        assertTrue(problem, problem.contains("died during the call"));
        assertEquals(5L, echo(5));
    }
}
