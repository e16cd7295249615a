package dev.patchbay.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public class ListenCommandTest {

    @Rule
    public final Timeout limit = Timeout.seconds(20);

    private static final String SUBSCRIBED = "\"result\":{\"masks\":[],\"seq\":%d,\"epoch\":\"%s\",\"complete\":%s}";

    private final AtomicInteger connections = new AtomicInteger();

    @Test
    public void eachEventIsALine() throws Exception {
        FakeRpc.Script script = (request, client) -> {
            client.answer(request, SUBSCRIBED.formatted(4, "e1", true));
            client.event("clock.tick", 5);
            client.event("clock.tock", 6);
        };
        try (FakeRpc rpc = new FakeRpc(script)) {
            CliRun run = CliRun.of(
                    "listen", "clock.*", "a", "--count", "2", "--url", rpc.url().toString());

            assertEquals("""
                    {"name":"clock.tick","data":{},"seq":5,"time":"1970-01-01T00:00:00Z"}
                    {"name":"clock.tock","data":{},"seq":6,"time":"1970-01-01T00:00:00Z"}
                    """, run.out());
            assertEquals(0, run.exitCode());
            Map<?, ?> request = rpc.requests.take();
            assertEquals("event.subscribe", request.get("method"));
            assertEquals(Map.of("masks", List.of("clock.*", "a")), request.get("params"));
        }
    }

    @Test
    public void afterALostConnectionItAsksForWhatItMissed() throws Exception {
        FakeRpc.Script script = (request, client) -> {
            client.answer(request, SUBSCRIBED.formatted(4, "e1", true));
            client.event("a", connections.get() == 0 ? 5 : 6);
            if (connections.getAndIncrement() == 0) {
                client.drop();
            }
        };
        try (FakeRpc rpc = new FakeRpc(script)) {
            CliRun run =
                    CliRun.of("listen", "*", "--count", "2", "--url", rpc.url().toString());

            assertEquals(2, run.out().lines().count());
            assertTrue(run.err(), run.err().contains("connecting again"));
            rpc.requests.take();
            assertEquals(
                    Map.of("masks", List.of("*"), "since", 5L, "epoch", "e1"),
                    nextSubscription(rpc).get("params"));
        }
    }

    @Test
    public void missedEventsAreTold() throws Exception {
        FakeRpc.Script script = (request, client) -> {
            boolean first = connections.getAndIncrement() == 0;
            client.answer(request, SUBSCRIBED.formatted(4, "e1", first));
            if (first) {
                client.drop();
            } else {
                client.event("a", 900);
            }
        };
        try (FakeRpc rpc = new FakeRpc(script)) {
            CliRun run =
                    CliRun.of("listen", "*", "--count", "1", "--url", rpc.url().toString());

            assertTrue(run.err(), run.err().contains("Some events were missed"));
        }
    }

    @Test
    public void firstFailureIsNotRepeated() throws Exception {
        try (FakeRpc rpc = FakeRpc.answering("\"error\":{\"code\":-32001,\"message\":\"Not signed in\"}")) {
            CliRun run = CliRun.of("listen", "*", "--url", rpc.url().toString());

            assertEquals(ExitCode.FAILED, run.exitCode());
            assertEquals("patchbay: Not signed in\n", run.err());
        }
    }

    @Test
    public void countOfNothingIsWrongUsage() {
        assertEquals(ExitCode.USAGE, CliRun.of("listen", "*", "--count", "0").exitCode());
        assertEquals(ExitCode.USAGE, CliRun.of("listen").exitCode());
    }

    private static Map<?, ?> nextSubscription(FakeRpc rpc) throws InterruptedException {
        Map<?, ?> next = rpc.requests.take();
        return "event.subscribe".equals(next.get("method")) ? next : nextSubscription(rpc);
    }
}
