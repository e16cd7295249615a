package dev.patchbay.event.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import dev.patchbay.event.EventTypes.Description;
import dev.patchbay.event.spi.Emits;
import dev.patchbay.event.spi.EventSource;
import dev.patchbay.event.spi.EventSourceName;
import dev.patchbay.event.spi.EventType;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

public class AnnouncedEventsTest {

    private final Bus bus = new Bus(1_000, 100, 10);
    private final Recorder recorder = new Recorder();
    private final Map<ServiceReference<?>, @Nullable Object> services = new HashMap<>();
    private final Queue<Runnable> questions = new ArrayDeque<>();
    private final AnnouncedEvents announced = new AnnouncedEvents(context(), bus, questions::add);

    @After
    public void close() {
        bus.close();
    }

    private BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getService" -> services.get(arguments[0]);
                    case "ungetService" -> true;
                    default -> null;
                });
    }

    private void ask() {
        while (!questions.isEmpty()) {
            questions.remove().run();
        }
    }

    private ServiceReference<Object> type(@Nullable String schema, String... names) {
        ServiceReference<Object> reference = FakeReference.with(
                Map.of(Constants.OBJECTCLASS, new String[] {EventType.class.getName()}, Emits.PROPERTY, names));
        services.put(
                reference,
                schema == null
                        ? null
                        : new EventType() {
                            @Override
                            public String schema() {
                                return schema;
                            }
                        });
        return reference;
    }

    private static ServiceReference<Object> source(String name, String... names) {
        return FakeReference.with(Map.of(
                Constants.OBJECTCLASS,
                new String[] {EventSource.class.getName()},
                EventSourceName.PROPERTY,
                name,
                Emits.PROPERTY,
                names));
    }

    private List<String> names() {
        return announced.list().stream().map(Description::name).toList();
    }

    private Description only() {
        assertEquals(1, announced.list().size());
        return announced.list().get(0);
    }

    /** What was told of the events until now, as {@code +name} and {@code -name}. */
    private List<String> told() {
        Recorder all = new Recorder();
        bus.subscribeInline(List.of("server.event.*", "end"), 0, all);
        all.awaitNumber(bus.publish("end", Map.of()));
        return bus.replay(List.of("server.event.*"), 0).stream()
                .map(event -> (event.name().endsWith("added") ? "+" : "-")
                        + event.properties().get("name"))
                .toList();
    }

    @Test
    public void whatASourceEmitsIsListedWhileItIsThere() {
        ServiceReference<Object> ticker = source("ticker", "tick", "tock");
        Announcement announcement = announced.addingService(ticker);
        assertEquals(List.of("tick", "tock"), names());
        assertEquals("ticker", announced.list().get(0).source());
        assertNull(announced.list().get(0).schema());
        announced.removedService(ticker, announcement);
        assertEquals(List.of(), names());
        assertEquals(List.of("+tick", "+tock", "-tick", "-tock"), told());
    }

    @Test
    public void theSchemaOfATypeIsKnown() {
        announced.addingService(type("{\"type\": \"object\"}", "disk.full"));
        assertEquals(List.of(), names());
        ask();
        assertEquals(Map.of("type", "object"), only().schema());
        assertNull(only().source());
    }

    @Test
    public void aTypeOfABrokenSchemaIsListedWithoutOne() {
        announced.addingService(type("[1]", "a"));
        announced.addingService(type("{", "b"));
        announced.addingService(type("", "c"));
        announced.addingService(type(null, "d"));
        ServiceReference<Object> failing = type("", "e");
        services.put(failing, new EventType() {
            @Override
            public String schema() {
                throw new NoClassDefFoundError("org/example/Gone");
            }
        });
        announced.addingService(failing);
        ask();
        assertEquals(List.of("a", "b", "c", "d", "e"), names());
        announced.list().forEach(kind -> assertNull(kind.schema()));
    }

    @Test
    public void sourceAndTypeOfOneNameAreOneKind() {
        ServiceReference<Object> type = type("{}", "tick");
        ServiceReference<Object> source = source("ticker", "tick");
        Announcement ofType = announced.addingService(type);
        ask();
        Announcement ofSource = announced.addingService(source);
        assertEquals(new Description("tick", "ticker", Map.of(), 0), only());
        announced.removedService(type, ofType);
        assertEquals(new Description("tick", "ticker", null, 0), only());
        announced.removedService(source, ofSource);
        assertEquals(List.of("+tick", "-tick"), told());
    }

    @Test
    public void ofTwoOfAKindTheHigherRankingIsBelieved() {
        ServiceReference<Object> higher = source("higher", "tick");
        announced.addingService(source("lower", "tick"));
        announced.addingService(higher);
        assertEquals("higher", only().source());
    }

    @Test
    public void aSuccessorThatCameFirstKeepsTheName() {
        ServiceReference<Object> former = source("ticker", "tick");
        Announcement ofFormer = announced.addingService(former);
        announced.addingService(source("ticker", "tick", "tock"));
        announced.removedService(former, ofFormer);
        assertEquals(List.of("tick", "tock"), names());
        assertEquals(List.of("+tick", "+tock"), told());
    }

    @Test
    public void aTypeThatLeavesBeforeItWasAskedStaysAway() {
        ServiceReference<Object> type = type("{}", "tick");
        Announcement announcement = announced.addingService(type);
        announced.removedService(type, announcement);
        ask();
        assertEquals(List.of(), names());
        assertEquals(List.of(), told());
    }

    @Test
    public void subscriptionsThatHearItAreCounted() {
        announced.addingService(source("ticker", "tick"));
        bus.subscribeInline(List.of("tick", "*"), -1, recorder);
        bus.subscribe(List.of("t*"), recorder).close();
        bus.subscribe(List.of("tick."), recorder);
        assertEquals(1, only().subscribers());
    }
}
