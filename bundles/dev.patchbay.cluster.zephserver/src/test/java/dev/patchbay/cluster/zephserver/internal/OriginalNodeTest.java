package dev.patchbay.cluster.zephserver.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterLink;
import dev.patchbay.cluster.spi.OutgoingEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** Rows 20 and 21 of the specification's table, against a node that shares no code with ours. */
public class OriginalNodeTest {

    private static final String ALL_KINDS = "\"quoted\" back\\slash é 日本 😀 ";

    @Rule
    public final Nodes nodes = new Nodes();

    private final RecordingReceiver receiver = new RecordingReceiver();
    private OriginalNode original;
    private ClusterLink link;

    private void join() throws Exception {
        ClusterNode ours = nodes.list("ours");
        ClusterNode theirs = nodes.list("theirs");
        original = nodes.ending(OriginalNode.start("theirs", Nodes.port(theirs), "ours=" + ours.address()));
        link = nodes.join(Nodes.AS_SHIPPED, ours, receiver);
        await().atMost(Duration.ofSeconds(20)).until(() -> receiver.names.equals(List.of("ours", "theirs")));
    }

    @Test
    public void eventsCrossBothWaysWithEveryKindOfCharacter() throws Exception {
        join();

        link.send(Nodes.event("ours", "say_socket_send", Map.of("room", "r", "task", "TaskX", "data", ALL_KINDS)));
        Map<?, ?> there = original.next();
        assertEquals("say_socket_send", there.get("event"));
        assertEquals("ours", there.get("source"));
        assertEquals(Map.of("room", "r", "task", "TaskX", "data", ALL_KINDS), there.get("data"));

        original.send("say_socket_send", Map.of("users", List.of(1, 2), "data", ALL_KINDS));
        Map<?, ?> here = receiver.next();
        assertEquals("theirs", here.get("source"));
        assertEquals(Map.of("users", List.of(1L, 2L), "data", ALL_KINDS), here.get("data"));
    }

    @Test
    public void ordersHoldBothWays() throws Exception {
        join();

        for (int i = 0; i < 50; i++) {
            link.send(Nodes.event("ours", "count", Map.of("i", i)));
        }
        for (int i = 0; i < 50; i++) {
            original.send("count", Map.of("i", i));
        }

        for (long i = 0; i < 50; i++) {
            assertEquals(Map.of("i", i), original.next().get("data"));
            assertEquals(Map.of("i", i), receiver.next().get("data"));
        }
    }

    @Test
    public void fifteenKilobytesOfEverythingCrossBothWays() throws Exception {
        join();
        String text = ALL_KINDS.repeat(300);
        assertTrue(Nodes.event("ours", "e", Map.of("text", text)).envelope().length() > 15_000);

        link.send(Nodes.event("ours", "long", Map.of("text", text)));
        assertEquals(Map.of("text", text), original.next().get("data"));

        original.send("long", Map.of("text", text));
        assertEquals(Map.of("text", text), receiver.next().get("data"));
    }

    @Test
    public void twentyOnePartsCrossBothWays() throws Exception {
        join();
        String text = "\\\"".repeat(9_250);
        OutgoingEvent event = Nodes.event("ours", "long", Map.of("text", text));
        assertEquals(21, new Cutter("ours").cut(event.envelope()).writes().size());

        link.send(event);
        assertEquals(Map.of("text", text), original.next().get("data"));

        original.send("long", Map.of("text", text));
        assertEquals(Map.of("text", text), receiver.next().get("data"));
    }

    @Test
    public void anOriginalThatIsAwayIsSeenWhenItComes() throws Exception {
        ClusterNode ours = nodes.list("ours");
        ClusterNode theirs = nodes.list("theirs");
        link = nodes.join(ours, receiver);
        link.send(Nodes.event("ours", "missed", Map.of()));

        original = nodes.ending(OriginalNode.start("theirs", Nodes.port(theirs), "ours=" + ours.address()));
        await().atMost(Duration.ofSeconds(20)).until(() -> receiver.names.equals(List.of("ours", "theirs")));
        link.send(Nodes.event("ours", "heard", Map.of()));
        assertEquals("heard", original.next().get("event"));

        original.close();
        await().atMost(Duration.ofSeconds(20)).until(() -> receiver.names.equals(List.of("ours")));
    }
}
