package dev.patchbay.event.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.After;
import org.junit.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

public class EventAdminLinkTest {

    private final Bus bus = new Bus(1_000, 100, 10);
    private final Recorder recorder = new Recorder();
    private final FakeEventAdmin eventAdmin = new FakeEventAdmin();
    private final EventAdminLink link =
            new EventAdminLink(eventAdmin.context(), eventAdmin, topic -> !topic.equals("patchbay/unheard"), bus);

    /** Delivers at once to the one handler there is, as its topic and filter ask for, and keeps what was posted. */
    private static final class FakeEventAdmin implements EventAdmin {

        private final List<Event> posted = new CopyOnWriteArrayList<>();
        private final AtomicReference<EventHandler> handler = new AtomicReference<>();
        private final AtomicReference<Dictionary<?, ?>> properties = new AtomicReference<>();
        private final AtomicBoolean unregistered = new AtomicBoolean();

        BundleContext context() {
            return (BundleContext) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> {
                        handler.set((EventHandler) arguments[1]);
                        properties.set((Dictionary<?, ?>) arguments[2]);
                        return registration();
                    });
        }

        private Object registration() {
            return Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {ServiceRegistration.class},
                    (proxy, method, arguments) -> {
                        unregistered.set(method.getName().equals("unregister"));
                        return null;
                    });
        }

        @Override
        public void postEvent(Event event) {
            posted.add(event);
            boolean isOwn = event.containsProperty(EventAdminLink.SEQ);
            if (event.getTopic().startsWith("patchbay/") && !isOwn) {
                handler.get().handleEvent(event);
            }
        }

        @Override
        public void sendEvent(Event event) {
            postEvent(event);
        }

        private Event awaitPosted(String topic) {
            await().until(() ->
                    posted.stream().anyMatch(event -> event.getTopic().equals(topic)));
            return posted.stream()
                    .filter(event -> event.getTopic().equals(topic))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @After
    public void close() {
        link.close();
        bus.close();
    }

    @Test
    public void theHandlerAsksForOurTopicsExceptItsOwnEvents() {
        assertEquals("patchbay/*", eventAdmin.properties.get().get(EventConstants.EVENT_TOPIC));
        assertEquals(
                "(!(" + EventAdminLink.SEQ + "=*))", eventAdmin.properties.get().get(EventConstants.EVENT_FILTER));
    }

    @Test
    public void whatIsPublishedIsPostedWithNumberAndTime() {
        long seq = bus.publish("task.updated", Map.of("id", 5));
        Event posted = eventAdmin.awaitPosted("patchbay/task/updated");
        assertEquals(5, posted.getProperty("id"));
        assertEquals(seq, posted.getProperty(EventAdminLink.SEQ));
        assertTrue(posted.getProperty(EventConstants.TIMESTAMP) instanceof Long);
    }

    @Test
    public void whatOthersPostIsPublished() {
        bus.subscribeInline(List.of("disk.*"), -1, recorder);
        eventAdmin.postEvent(new Event("patchbay/disk/sda1/full", Map.of("percent", 99)));
        assertEquals("disk.sda1.full", recorder.first().name());
        assertEquals(99, recorder.first().properties().get("percent"));
    }

    @Test
    public void nothingIsHeardTwiceOnEitherSide() {
        bus.subscribeInline(List.of("*"), -1, recorder);
        eventAdmin.postEvent(new Event("patchbay/from/there", Map.of()));
        bus.publish("from.here", Map.of());
        eventAdmin.awaitPosted("patchbay/from/here");
        recorder.awaitNumber(2);
        assertEquals(List.of("from.there", "from.here"), recorder.names());
        assertEquals(
                List.of("patchbay/from/there", "patchbay/from/here"),
                eventAdmin.posted.stream().map(Event::getTopic).toList());
    }

    @Test
    public void whatATopicCannotHoldIsReplaced() {
        assertEquals("patchbay/a/b", EventAdminLink.topic("a.b"));
        assertEquals("patchbay/a_b/c_", EventAdminLink.topic("a b.cä"));
        assertEquals("patchbay/a/_/b", EventAdminLink.topic("a..b"));
        assertEquals("patchbay/_/a/_", EventAdminLink.topic(".a."));
        assertEquals("patchbay/a_b", EventAdminLink.topic("a/b"));
    }

    @Test
    public void whatTopicsHearOfTheBusIsKnown() {
        assertEquals(
                Set.of("*", "a.*", "a.b", "disk?1"),
                EventAdminLink.masks(
                                List.of("patchbay/*", "*", "patchbay/a/*", "patchbay/a/b", "patchbay/disk_1", "org/*"))
                        .masks());
    }

    @Test
    public void theLinkItselfWantsNothing() {
        assertEquals(0, bus.audience().count("a"));
    }

    @Test
    public void afterCloseNothingIsPosted() {
        link.close();
        assertTrue(eventAdmin.unregistered.get());
        bus.subscribeInline(List.of("*"), -1, recorder);
        recorder.awaitNumber(bus.publish("a", Map.of()));
        assertEquals(List.of(), eventAdmin.posted);
    }

    @Test
    public void whatNobodyHearsIsNotPosted() {
        bus.publish("unheard", Map.of());
        bus.publish("heard", Map.of());
        await().until(() -> !eventAdmin.posted.isEmpty());
        assertEquals("patchbay/heard", eventAdmin.posted.get(0).getTopic());
    }
}
