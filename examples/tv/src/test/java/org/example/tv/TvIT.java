package org.example.tv;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import dev.patchbay.clock.SysClock;
import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dvbcss.CiiMessage;
import dev.patchbay.dvbcss.CiiProperty;
import dev.patchbay.dvbcss.ContentInformation;
import dev.patchbay.dvbcss.WallClock;
import dev.patchbay.dvbcss.spi.TimelineSource;
import dev.patchbay.endpoint.spi.Endpoint;
import dev.patchbay.event.Event;
import dev.patchbay.event.EventBus;
import dev.patchbay.event.Subscription;
import dev.patchbay.session.User;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.jar.JarFile;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The jar itself, inside an OSGi framework with as much of Patchbay as it takes to call and to hear it. The wall clock and
 * what is on are the test's own, in place of the servers'.
 */
@RunWith(PaxExam.class)
public class TvIT {

    private static final String PTS = "urn:dvb:css:timeline:pts";
    private static final String TEMI = "urn:dvb:css:timeline:temi:1:1";

    @Inject
    private BundleContext context;

    @Inject
    private Dispatcher dispatcher;

    @Inject
    private EventBus events;

    private final BlockingQueue<String> timelines = new LinkedBlockingQueue<>();
    private final Content content = new Content();
    private ServiceRegistration<WallClock> wallClock;
    private ServiceTracker<TimelineSource, String> tracker;

    @Configuration
    public Option[] framework() throws IOException {
        return new Option[] {
            bundles(
                    "org.ops4j.pax.logging.pax-logging-api",
                    "org.osgi.service.component",
                    "org.osgi.util.function",
                    "org.osgi.util.promise",
                    "org.apache.felix.scr",
                    "org.apache.felix.eventadmin",
                    "com.google.gson",
                    "org.apache.felix.http.servlet-api",
                    "dev.patchbay.api",
                    "dev.patchbay.clock",
                    "dev.patchbay.json",
                    "dev.patchbay.query",
                    "dev.patchbay.dispatch",
                    "dev.patchbay.dvbcss",
                    "dev.patchbay.event"),
            bundle(Path.of("target/tv.jar").toUri().toString()),
            systemProperty("org.ops4j.pax.logging.DefaultServiceLog.level").value("WARN"),
            junitBundles()
        };
    }

    /** The bundles of these names, wherever the class path has them. */
    private static Option bundles(String... symbolicNames) throws IOException {
        Set<String> wanted = Set.of(symbolicNames);
        List<Option> found = new ArrayList<>();
        for (URL url : Collections.list(TvIT.class.getClassLoader().getResources(JarFile.MANIFEST_NAME))) {
            JarURLConnection jar = (JarURLConnection) url.openConnection();
            String name = jar.getMainAttributes().getValue("Bundle-SymbolicName");
            if (name != null && wanted.contains(name)) {
                found.add(bundle(jar.getJarFileURL().toString()));
            }
        }
        return composite(found.toArray(Option[]::new));
    }

    @Before
    public void switchOn() {
        SysClock clock = new SysClock();
        wallClock = context.registerService(WallClock.class, () -> clock, null);
        context.registerService(ContentInformation.class, content, null);
        tracker = new Timelines(context);
        tracker.open();
    }

    @After
    public void close() {
        tracker.close();
    }

    @Test
    public void bothTimelinesAreThereAndTemiGoesAndComes() throws Exception {
        assertEquals(Set.of("+" + PTS, "+" + TEMI), Set.of(heard(timelines), heard(timelines)));
        call("tv.temi", Map.of("present", false));
        assertEquals("-" + TEMI, heard(timelines));
        call("tv.temi", Map.of("present", true));
        assertEquals("+" + TEMI, heard(timelines));
    }

    @Test
    public void commandsAreAnsweredHeardAndToldToCompanions() throws Exception {
        BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
        try (Subscription ignored = events.subscribe(List.of("tv.state"), heard::add)) {
            call("tv.pause", Map.of());
            Map<?, ?> state = (Map<?, ?>) call("tv.seek", Map.of("positionInSec", 90));
            assertEquals(90, ((Number) state.get("positionInSec")).doubleValue(), 1e-4);
            assertEquals("Harbour at Nine", ((Map<?, ?>) state.get("programme")).get("title"));
            assertEquals("PAUSED", state.get("mode"));
            awaitPosition(heard, 90);
        }
        call("tv.next", Map.of());
        assertEquals(
                "dvb://233a.1004.1044;363b~20130218T1000Z--PT00H30M",
                content.state().get(CiiProperty.CONTENT_ID).value());
        assertEquals(Failure.Kind.REFUSED, ((Failure) call("tv.pause", Map.of())).kind());
    }

    @Test
    public void itGoesWithTheWallClockAndComesBackWithIt() throws Exception {
        assertEquals(Set.of("+" + PTS, "+" + TEMI), Set.of(heard(timelines), heard(timelines)));
        wallClock.unregister();
        assertEquals(Set.of("-" + PTS, "-" + TEMI), Set.of(heard(timelines), heard(timelines)));
        assertTrue(content.state().get(CiiProperty.CONTENT_ID).isNone());
        SysClock another = new SysClock();
        context.registerService(WallClock.class, () -> another, null);
        assertEquals(Set.of("+" + PTS, "+" + TEMI), Set.of(heard(timelines), heard(timelines)));
    }

    @Test
    public void theEndpointForBrowsersHasItsPath() throws Exception {
        String filter = "(patchbay.endpoint.path=/tv/wc)";
        assertEquals(1, context.getServiceReferences(Endpoint.class, filter).size());
    }

    private Object call(String method, Map<String, Object> params) throws Exception {
        Answer answer = new Answer(new CompletableFuture<>());
        dispatcher.call(Request.of(method, params, User.ANONYMOUS), answer);
        return answer.outcome().get(20, TimeUnit.SECONDS);
    }

    private static String heard(BlockingQueue<String> queue) throws InterruptedException {
        return String.valueOf(queue.poll(20, TimeUnit.SECONDS));
    }

    /** Until an event says so; what happened before may be heard first. */
    private static void awaitPosition(BlockingQueue<Event> heard, double expected) throws InterruptedException {
        double position = Double.NaN;
        while (Math.abs(position - expected) > 1e-4) {
            Event event = heard.poll(20, TimeUnit.SECONDS);
            assertNotNull("heard nothing of " + expected + ", last of " + position, event);
            position = ((Number) event.properties().get("positionInSec")).doubleValue();
        }
    }

    /** Keeps whatever comes. */
    private record Answer(CompletableFuture<Object> outcome) implements Reply {

        @Override
        public void result(Object result) {
            outcome.complete(result);
        }

        @Override
        public void failure(Failure failure) {
            outcome.complete(failure);
        }
    }

    /** What is told of timelines that come and go. */
    private final class Timelines extends ServiceTracker<TimelineSource, String> {

        Timelines(BundleContext bundle) {
            super(bundle, TimelineSource.class, null);
        }

        @Override
        public String addingService(ServiceReference<TimelineSource> reference) {
            String selector = context.getService(reference).recognises(PTS) ? PTS : TEMI;
            timelines.add("+" + selector);
            return selector;
        }

        @Override
        public void removedService(ServiceReference<TimelineSource> reference, String selector) {
            timelines.add("-" + selector);
            context.ungetService(reference);
        }
    }

    /** Keeps the state; there is nobody to tell. */
    private static final class Content implements ContentInformation {

        private volatile CiiMessage state = CiiMessage.initial();

        @Override
        public CiiMessage state() {
            return state;
        }

        @Override
        public synchronized void change(UnaryOperator<CiiMessage> change) {
            state = change.apply(state);
        }

        @Override
        public void updateClients(boolean onlyDifferences, boolean evenIfEmpty) {}
    }
}
