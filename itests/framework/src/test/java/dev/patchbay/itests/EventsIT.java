package dev.patchbay.itests;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;

import dev.patchbay.event.EventBus;
import dev.patchbay.event.spi.EventSource;
import dev.patchbay.event.spi.EventSourceName;
import dev.patchbay.itests.plugin.CountingSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class EventsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Host host = new Host();

    @Configuration
    public Option[] configuration() {
        return new Option[] {Distribution.with("{\"http\": {\"port\": 0}}")};
    }

    @Test
    public void anEventOfOursIsSeenOnEventAdminOnce() {
        Queue<Object> seen = new ConcurrentLinkedQueue<>();
        var registration =
                handler("patchbay/door/*", event -> seen.add(event.getTopic() + " " + event.getProperty("by")));
        host.service(EventBus.class).publish("door.opened", Map.of("by", "Ada"));
        await().atMost(PATIENCE).until(() -> !seen.isEmpty());
        host.service(EventBus.class).publish("door.closed", Map.of("by", "Ada"));
        await().atMost(PATIENCE).until(() -> seen.contains("patchbay/door/closed Ada"));
        assertEquals(List.of("patchbay/door/opened Ada", "patchbay/door/closed Ada"), List.copyOf(seen));
        registration.unregister();
    }

    @Test
    public void anEventOfEventAdminIsHeardByMaskOnce() {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        var subscription = host.service(EventBus.class)
                .subscribe(
                        List.of("light.*"),
                        event -> heard.add(
                                event.name() + " " + event.properties().get("room")));
        host.service(EventAdmin.class).postEvent(new Event("patchbay/light/on", Map.of("room", "hall")));
        host.service(EventAdmin.class).postEvent(new Event("other/light/on", Map.of("room", "hall")));
        host.service(EventAdmin.class).postEvent(new Event("patchbay/light/off", Map.of("room", "hall")));
        await().atMost(PATIENCE).until(() -> heard.contains("light.off hall"));
        assertEquals(List.of("light.on hall", "light.off hall"), List.copyOf(heard));
        subscription.close();
    }

    @Test
    public void aSlowListenerDelaysNobodyElse() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Queue<Long> heard = new ConcurrentLinkedQueue<>();
        EventBus bus = host.service(EventBus.class);
        var slow = bus.subscribe(List.of("load.*"), event -> release.await());
        var quick = bus.subscribe(List.of("load.*"), event -> heard.add(event.seq()));
        for (int i = 0; i < 1_000; i++) {
            bus.publish("load.step", Map.of("i", i));
        }
        await().atMost(PATIENCE).until(() -> heard.size() == 1_000);
        release.countDown();
        slow.close();
        quick.close();
    }

    @Test
    public void aSlowEventHandlerDelaysNoOther() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Queue<Object> heard = new ConcurrentLinkedQueue<>();
        var slow = handler("slow/*", event -> awaitUninterrupted(release));
        var quick = handler("slow/*", event -> heard.add(event.getProperty("i")));
        EventAdmin admin = host.service(EventAdmin.class);
        for (int i = 0; i < 1_000; i++) {
            admin.postEvent(new Event("slow/step", Map.of("i", i)));
        }
        admin.postEvent(new Event("slower/step", Map.of("i", -1)));
        await().atMost(PATIENCE).until(() -> heard.size() == 1_000);
        assertEquals(0, heard.peek());
        release.countDown();
        slow.unregister();
        quick.unregister();
    }

    private ServiceRegistration<EventHandler> handler(String topic, EventHandler handler) {
        Dictionary<String, Object> properties = FrameworkUtil.asDictionary(Map.of(EventConstants.EVENT_TOPIC, topic));
        return host.context().registerService(EventHandler.class, handler, properties);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    public void anEventSourceRunsWhileItsBundleIsThere() throws Exception {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        var subscription =
                host.service(EventBus.class).subscribe(List.of("counting.*"), event -> heard.add(event.name()));
        Path jar = PluginJar.of(CountingSource.class, EventSource.class)
                .property(EventSourceName.PROPERTY, "counting")
                .into(host.deploy(), "counting.jar");
        await().atMost(PATIENCE).until(() -> heard.contains("counting.started"));
        Files.delete(jar);
        await().atMost(PATIENCE).until(() -> heard.contains("counting.ended"));
        subscription.close();
    }
}
