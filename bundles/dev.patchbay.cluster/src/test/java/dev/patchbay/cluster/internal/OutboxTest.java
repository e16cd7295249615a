package dev.patchbay.cluster.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.cluster.spi.ClusterLink;
import dev.patchbay.cluster.spi.OutgoingEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class OutboxTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final FragileLink link = new FragileLink();
    private final Outbox outbox = new Outbox(new Bounds(1_000, 1_000_000), 5_000);

    /** Takes events unless it is broken. */
    private static final class FragileLink implements ClusterLink {

        final List<String> taken = new CopyOnWriteArrayList<>();
        volatile boolean broken;

        @Override
        public void send(OutgoingEvent event) throws IOException {
            if (broken) {
                throw new IOException("broken");
            }
            taken.add(event.event());
        }

        @Override
        public void close() {}
    }

    @Before
    public void use() {
        outbox.use(link);
    }

    @After
    public void close() {
        outbox.close();
    }

    private boolean send(int number) {
        return outbox.send(new OutgoingEvent("" + number, "a", "{}"));
    }

    @Test
    public void aBurstIsSentInOrder() {
        for (int i = 0; i < 1_000; i++) {
            assertTrue(send(i));
        }

        await().atMost(SOON)
                .until(
                        () -> link.taken,
                        IntStream.range(0, 1_000).mapToObj(String::valueOf).toList()::equals);
    }

    @Test
    public void onceTheLinkHasFailedEverySenderOfABurstIsToldSo() {
        link.broken = true;
        await().atMost(SOON).until(() -> !send(0));

        for (int i = 1; i < 1_000; i++) {
            assertFalse("event " + i, send(i));
        }
        assertEquals(List.of(), link.taken);
    }

    @Test
    public void whatIsSentAfterTheLinkWorksAgainIsTakenAndToldSo() {
        link.broken = true;
        await().atMost(SOON).until(() -> !send(0));
        link.broken = false;

        for (int i = 1; i < 100; i++) {
            assertTrue("event " + i, send(i));
        }
        await().atMost(SOON)
                .until(
                        () -> link.taken,
                        IntStream.range(1, 100).mapToObj(String::valueOf).toList()::equals);
    }
}
