package dev.patchbay.event.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertSame;

import dev.patchbay.event.EventBus;
import dev.patchbay.event.Subscription;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.After;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceRegistration;

public class BundleBusesTest {

    private static final List<String> ALL = List.of("*");

    private final Bus bus = new Bus(1_000, 100, 10);
    private final BundleBuses buses = new BundleBuses(bus);
    private final ServiceRegistration<EventBus> registration = registration();
    private final Bundle leaving = bundle("leaving");
    private final Bundle staying = bundle("staying");
    private final Recorder ofTheLeaving = new Recorder();
    private final Recorder ofTheStaying = new Recorder();

    @After
    public void close() {
        bus.close();
    }

    @SuppressWarnings("unchecked")
    private static ServiceRegistration<EventBus> registration() {
        return (ServiceRegistration<EventBus>) Proxy.newProxyInstance(
                BundleBusesTest.class.getClassLoader(),
                new Class<?>[] {ServiceRegistration.class},
                (proxy, method, arguments) -> null);
    }

    private static Bundle bundle(String name) {
        return (Bundle) Proxy.newProxyInstance(
                BundleBusesTest.class.getClassLoader(),
                new Class<?>[] {Bundle.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> name;
                });
    }

    private EventBus busOf(Bundle bundle) {
        return buses.getService(bundle, registration);
    }

    private void stop(Bundle bundle) {
        buses.bundleChanged(new BundleEvent(BundleEvent.STOPPED, bundle));
    }

    private long publish() {
        return bus.publish("a", Map.of());
    }

    @Test
    public void aStoppedBundleHearsNothingMoreAndItsNeighbourDoes() {
        busOf(leaving).subscribeInline(ALL, -1, ofTheLeaving);
        busOf(leaving).subscribe(ALL, ofTheLeaving);
        busOf(staying).subscribeInline(ALL, -1, ofTheStaying);
        ofTheStaying.awaitNumber(publish());
        stop(leaving);
        long later = publish();
        ofTheStaying.awaitNumber(later);
        assertFalse(ofTheLeaving.numbers().contains(later));
    }

    @Test
    public void aStoppedBundleWatchesNothingMoreAndItsNeighbourDoes() {
        DemandRecorder left = new DemandRecorder();
        DemandRecorder stayed = new DemandRecorder();
        busOf(leaving).watch(List.of("a"), left);
        stop(leaving);
        busOf(leaving).watch(List.of("a"), stayed);
        busOf(staying).subscribe(List.of("a"), ofTheStaying).close();
        stayed.awaitChanges(2);
        assertEquals(List.of(), left.told());
    }

    @Test
    public void aWatchTheBundleClosedItselfIsToldNothing() throws Exception {
        DemandRecorder closed = new DemandRecorder();
        DemandRecorder open = new DemandRecorder();
        busOf(staying).watch(List.of("a"), closed).close();
        busOf(staying).watch(List.of("a"), open);
        busOf(staying).overhear(List.of("a"), ofTheStaying);
        busOf(staying).subscribe(List.of("a"), ofTheStaying).close();
        open.awaitChanges(2);
        assertEquals(List.of(), closed.told());
        stop(staying);
    }

    @Test
    public void aBundleThatGivesTheServiceBackGoesOnListening() {
        EventBus used = busOf(staying);
        used.subscribeInline(ALL, -1, ofTheStaying);
        buses.ungetService(staying, registration, used);
        ofTheStaying.awaitNumber(publish());
        assertSame(used, busOf(staying));
    }

    @Test
    public void aBundleThatComesBackGetsABusThatWorks() {
        EventBus former = busOf(leaving);
        stop(leaving);
        stop(leaving);
        assertNotSame(former, busOf(leaving));
        busOf(leaving).subscribeInline(ALL, -1, ofTheLeaving);
        ofTheLeaving.awaitNumber(publish());
    }

    @Test
    public void aSubscriptionMadeAfterTheStopIsClosedAtOnce() {
        EventBus former = busOf(leaving);
        stop(leaving);
        former.subscribeInline(ALL, -1, ofTheLeaving);
        busOf(staying).subscribeInline(ALL, -1, ofTheStaying);
        ofTheStaying.awaitNumber(publish());
        assertEquals(List.of(), ofTheLeaving.numbers());
    }

    @Test
    public void whatTheBundleClosedItselfIsClosedOnce() {
        Subscription subscription = busOf(leaving).subscribeInline(List.of("a"), -1, ofTheLeaving);
        subscription.add(List.of("b"));
        assertEquals(Set.of("a", "b"), subscription.masks());
        subscription.remove(List.of("a"));
        assertEquals(Set.of("b"), subscription.masks());
        assertEquals(0, subscription.lost());
        subscription.close();
        subscription.close();
        stop(leaving);
    }

    @Test
    public void everyBundleSeesTheSameEvents() {
        busOf(staying).subscribeInline(ALL, -1, ofTheStaying);
        long number = busOf(leaving).publish("a", Map.of());
        ofTheStaying.awaitNumber(number);
        assertEquals(1, busOf(staying).replay(ALL, 0).size());
        assertEquals(number, busOf(staying).newest());
        assertEquals(number, busOf(leaving).oldest());
        assertEquals(bus.epoch(), busOf(staying).epoch());
    }
}
