package org.example.clock;

import static org.junit.Assert.assertEquals;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
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
import java.util.jar.JarFile;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;

/** The jar itself, inside an OSGi framework with as much of Patchbay as it takes to call and to hear it. */
@RunWith(PaxExam.class)
public class ClockIT {

    @Inject
    private Dispatcher dispatcher;

    @Inject
    private EventBus events;

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
                    "dev.patchbay.api",
                    "dev.patchbay.json",
                    "dev.patchbay.query",
                    "dev.patchbay.dispatch",
                    "dev.patchbay.event"),
            bundle(Path.of("target/clock.jar").toUri().toString()),
            systemProperty("org.ops4j.pax.logging.DefaultServiceLog.level").value("WARN"),
            junitBundles()
        };
    }

    /** The bundles of these names, wherever the class path has them. */
    private static Option bundles(String... symbolicNames) throws IOException {
        Set<String> wanted = Set.of(symbolicNames);
        List<Option> found = new ArrayList<>();
        for (URL url : Collections.list(ClockIT.class.getClassLoader().getResources(JarFile.MANIFEST_NAME))) {
            JarURLConnection jar = (JarURLConnection) url.openConnection();
            String name = jar.getMainAttributes().getValue("Bundle-SymbolicName");
            if (name != null && wanted.contains(name)) {
                found.add(bundle(jar.getJarFileURL().toString()));
            }
        }
        return composite(found.toArray(Option[]::new));
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

    private Object call(String method, Map<String, Object> params) throws Exception {
        Answer answer = new Answer(new CompletableFuture<>());
        dispatcher.call(Request.of(method, params, User.ANONYMOUS), answer);
        return answer.outcome().get(20, TimeUnit.SECONDS);
    }

    @Test
    public void convertsByName() throws Exception {
        assertEquals(
                "2026-11-20T13:00:00+01:00",
                call("clock.convert", Map.of("time", "2026-11-20T12:00:00Z", "zone", "Europe/Berlin")));
    }

    @Test
    public void anUnknownZoneIsThePluginsOwnRefusal() throws Exception {
        Failure failure = (Failure) call("clock.now", Map.of("zone", "Atlantis"));
        assertEquals(Failure.Kind.REFUSED, failure.kind());
    }

    @Test
    public void ticksAreHeardInOrder() throws Exception {
        BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
        try (Subscription ignored = events.subscribe(List.of("clock.*"), heard::add)) {
            long first = count(heard);
            assertEquals(first + 1, count(heard));
        }
    }

    private static long count(BlockingQueue<Event> heard) throws InterruptedException {
        Event event = heard.poll(20, TimeUnit.SECONDS);
        assertEquals("clock.tick", event.name());
        return (Long) event.properties().get("count");
    }
}
