package dev.patchbay.protocol.dispatcher.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;

import dev.patchbay.event.Event;
import dev.patchbay.event.spi.Emits;
import dev.patchbay.event.spi.EventType;
import dev.patchbay.job.JobState;
import dev.patchbay.job.Submission;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.session.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Test;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** Entity subscribers of spec §9.0. */
public class EntityEventsTest {

    private static final String NAME = "entity-subscriber.disk.changed";

    private final TestNode node = new TestNode();
    private final ServiceRegistration<?> announcement = announce("disk.changed");
    private final EntityEvents entities =
            new EntityEvents(node.context, node.events, node.registry, node.dispatcher, node.published);

    public EntityEventsTest() {
        node.provides("disk", new Disks());
    }

    @After
    public void closeNode() {
        entities.deactivate();
        try {
            announcement.unregister();
        } catch (IllegalStateException e) {
            // a test did already
        }
        node.close();
    }

    private ServiceRegistration<?> announce(String name) {
        return node.context.registerService(
                EventType.class,
                new EventType() {},
                FrameworkUtil.asDictionary(Map.of(Emits.PROPERTY, new String[] {name})));
    }

    /** A provider whose records are their ids. */
    public static final class Disks implements Provider {

        @RpcMethod
        public List<?> query(List<?> filter) {
            List<?> criterion = (List<?>) filter.get(0);
            return List.of(criterion.get(0), criterion.get(1), criterion.get(2));
        }

        @RpcMethod("get_config")
        public Map<String, Object> config() {
            return Map.of("spin", true);
        }
    }

    private void wanted() {
        assertNotNull(node.events.demand(NAME));
        node.events.demand(NAME).onWanted();
    }

    private List<Map<String, @Nullable Object>> told(int count) {
        await().until(() -> told().size() == count);
        return told();
    }

    private List<Map<String, @Nullable Object>> told() {
        return node.events.all().stream()
                .filter(event -> event.name().equals(NAME))
                .map(Event::properties)
                .toList();
    }

    private static Map<String, @Nullable Object> expected(String operation, List<?> ids, @Nullable Object entities) {
        Map<String, @Nullable Object> expected = new HashMap<>();
        expected.put("service", "disk");
        expected.put("operation", operation);
        expected.put("ids", ids);
        expected.put("entities", entities);
        expected.put("nolog", true);
        return expected;
    }

    @Test
    public void aChangeIsToldWithWhatChanged() {
        wanted();
        node.events.publish("disk.changed", Map.of("operation", "create", "ids", List.of(1L)));
        node.events.publish("disk.changed", Map.of("operation", "delete", "ids", List.of(1L)));
        node.events.publish("disk.changed", Map.of("operation", "rename", "ids", List.of(List.of("a", "b"))));
        assertEquals(
                List.of(
                        expected("create", List.of(1L), List.of("id", "in", List.of(1L))),
                        expected("delete", List.of(1L), null),
                        expected("rename", List.of(List.of("a", "b")), null)),
                told(3));
    }

    @Test
    public void jobsAreToldWithoutStackTracesSinceWhoeverSubscribesHearsThem() throws Exception {
        ServiceRegistration<?> other = announce("task.changed");
        node.jobs.submit(Submission.of("sleep", List.of(), FakeSessions.ROOT));
        node.jobs.end(1, JobState.FAILED);
        node.events.publish("server.event.added", Map.of("name", "task.changed"));
        await().until(() -> node.events.demand("entity-subscriber.task.changed") != null);
        node.events.demand("entity-subscriber.task.changed").onWanted();
        node.events.publish("task.changed", Map.of("operation", "update", "ids", List.of(1L)));
        await().until(() -> node.events.names().contains("entity-subscriber.task.changed"));
        List<Event> all = node.events.all();
        Map<?, ?> entity =
                (Map<?, ?>) ((List<?>) all.get(all.size() - 1).properties().get("entities")).get(0);
        assertEquals(
                "who listens elsewhere", User.ADMIN, all.get(all.size() - 1).role());
        Map<?, ?> error = (Map<?, ?>) entity.get("error");
        assertEquals("no disk", error.get("message"));
        assertNull(error.get("stacktrace"));
        assertNull(((Map<?, ?>) ((List<?>) entity.get("warnings")).get(0)).get("stacktrace"));
        other.unregister();
    }

    @Test
    public void theOrderOfManyChangesIsKept() {
        wanted();
        for (long i = 0; i < 200; i++) {
            node.events.publish("disk.changed", Map.of("operation", "update", "ids", List.of(i)));
        }
        List<Map<String, @Nullable Object>> all = told(200);
        for (long i = 0; i < 200; i++) {
            assertEquals(List.of(i), all.get((int) i).get("ids"));
        }
    }

    @Test
    public void aServiceOfOneObjectIsToldWithIt() {
        wanted();
        node.events.publish("disk.changed", Map.of("operation", "update"));
        assertEquals(
                Map.of("service", "disk", "operation", "update", "data", Map.of("spin", true), "nolog", true),
                told(1).get(0));
    }

    @Test
    public void nothingIsFetchedWhileNobodyListens() {
        node.events.publish("disk.changed", Map.of("operation", "update", "ids", List.of(1L)));
        wanted();
        node.events.demand(NAME).onUnwanted();
        node.events.publish("disk.changed", Map.of("operation", "update", "ids", List.of(2L)));
        assertEquals(List.of(), node.dispatcher.requests());
        assertEquals(List.of(), told());
    }

    @Test
    public void aServiceThatDoesNotAnswerIsToldWithoutEntities() {
        ServiceRegistration<?> other = announce("mute.changed");
        node.events.publish("server.event.added", Map.of("name", "mute.changed"));
        await().until(() -> node.events.demand("entity-subscriber.mute.changed") != null);
        node.events.demand("entity-subscriber.mute.changed").onWanted();
        node.events.publish("mute.changed", Map.of("operation", "update", "ids", List.of(1L)));
        await().until(() -> node.events.names().contains("entity-subscriber.mute.changed"));
        Map<String, @Nullable Object> last =
                node.events.all().get(node.events.all().size() - 1).properties();
        assertNull(last.get("entities"));
        other.unregister();
        node.events.publish("server.event.removed", Map.of("name", "mute.changed"));
        await().until(() -> node.events.demand("entity-subscriber.mute.changed") == null);
    }

    @Test
    public void theKindOfEventIsAnnouncedAsLongAsTheOther() {
        assertEquals(true, isAnnounced());
        announcement.unregister();
        node.events.publish("server.event.removed", Map.of("name", "disk.changed"));
        await().until(() -> !isAnnounced());
    }

    private boolean isAnnounced() {
        return node.registry.list().stream().anyMatch(type -> type.name().equals(NAME));
    }

    @Test
    public void itsOwnEventsAreNotFollowed() {
        node.events.publish("server.event.added", Map.of("name", NAME));
        node.events.publish("server.event.added", Map.of("name", "disk.created"));
        node.events.publish("server.event.added", Map.of());
        wanted();
        assertNull(node.events.demand("entity-subscriber." + NAME));
    }
}
