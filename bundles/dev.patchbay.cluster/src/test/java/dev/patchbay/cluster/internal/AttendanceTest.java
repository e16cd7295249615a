package dev.patchbay.cluster.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import dev.patchbay.cluster.ClusterNode;
import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.Test;

/** A node whose transport refuses, and may let it in later. */
public class AttendanceTest {

    private static final ClusterNode SELF = new ClusterNode("a", "h:1");

    private final Hub hub = new Hub();
    private final Presence presence = new Presence(SELF, new FakeBus());
    private final Inbox inbox = new Inbox(new Bounds(10, 1_000));
    private final Outbox outbox = new Outbox(new Bounds(10, 1_000), 1_000);
    private final Attendance attendance = new Attendance(
            SELF, List.of(SELF), () -> new Reception("a", inbox, event -> {}, presence::changed), outbox, presence, 20);

    @After
    public void leave() {
        attendance.close();
        outbox.close();
        inbox.close();
    }

    @Test
    public void isAskedAgainUntilItLetsTheNodeIn() {
        hub.refusal = "the port is taken";
        attendance.add(hub);
        await().until(() -> hub.joins >= 3);
        assertEquals("the port is taken", attendance.failure());

        hub.refusal = null;
        await().until(() -> attendance.failure() == null);
        int joins = hub.joins;
        await().during(Duration.ofMillis(200)).until(() -> hub.joins == joins);
    }

    @Test
    public void isNotAskedAgainWhenItHasGone() {
        hub.refusal = "the port is taken";
        attendance.add(hub);
        await().until(() -> attendance.failure() != null);
        attendance.remove(hub);
        int joins = hub.joins;
        await().during(Duration.ofMillis(200)).until(() -> hub.joins == joins);
        assertNull(attendance.failure());
    }
}
