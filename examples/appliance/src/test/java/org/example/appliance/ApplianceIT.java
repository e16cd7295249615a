package org.example.appliance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import dev.patchbay.dispatch.Catalog;
import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.event.Event;
import dev.patchbay.event.EventBus;
import dev.patchbay.event.Subscription;
import dev.patchbay.job.Job;
import dev.patchbay.job.JobState;
import dev.patchbay.job.Jobs;
import dev.patchbay.job.Submission;
import dev.patchbay.job.spi.Journal;
import dev.patchbay.plugin.Plugins;
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
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** The jar itself, inside an OSGi framework with as much of Patchbay as it takes to host its plugins and run its jobs. */
@RunWith(PaxExam.class)
public class ApplianceIT {

    private static final long LIMIT_IN_MS = 20_000;
    private static final User USER = new User("ada", "ada", Set.of());
    private static final Map<String, Object> TANK = Map.of("name", "tank", "sizeInGib", 5L);

    @Inject
    private BundleContext context;

    @Inject
    private Dispatcher dispatcher;

    @Inject
    private EventBus events;

    @Inject
    private Plugins plugins;

    private final BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
    private ServiceTracker<Jobs, Jobs> tracker;
    private Jobs jobs;

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
                    "dev.patchbay.dispatch",
                    "dev.patchbay.event",
                    "dev.patchbay.job",
                    "dev.patchbay.plugin",
                    "dev.patchbay.query"),
            bundle(Path.of("target/appliance.jar").toUri().toString()),
            systemProperty("org.ops4j.pax.logging.DefaultServiceLog.level").value("WARN"),
            junitBundles()
        };
    }

    /** The bundles of these names, wherever the class path has them. */
    private static Option bundles(String... symbolicNames) throws IOException {
        Set<String> wanted = Set.of(symbolicNames);
        List<Option> found = new ArrayList<>();
        for (URL url : Collections.list(ApplianceIT.class.getClassLoader().getResources(JarFile.MANIFEST_NAME))) {
            JarURLConnection jar = (JarURLConnection) url.openConnection();
            String name = jar.getMainAttributes().getValue("Bundle-SymbolicName");
            if (name != null && wanted.contains(name)) {
                found.add(bundle(jar.getJarFileURL().toString()));
            }
        }
        return composite(found.toArray(Option[]::new));
    }

    @Before
    public void awaitPlugins() throws Exception {
        context.registerService(Journal.class, new MemoryJournal(), null);
        tracker = new ServiceTracker<>(context, Jobs.class, null);
        tracker.open();
        jobs = tracker.waitForService(LIMIT_IN_MS);
        plugins.reloadAll();
    }

    @After
    public void closeTracker() {
        tracker.close();
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

    private Object call(String method, Object... params) throws Exception {
        Answer answer = new Answer(new CompletableFuture<>());
        dispatcher.call(Request.of(method, List.of(params), USER), answer);
        return answer.outcome().get(LIMIT_IN_MS, TimeUnit.MILLISECONDS);
    }

    private Job submit(Object... args) throws Exception {
        long id = jobs.submit(Submission.of("volume.scrub", List.of(args), USER));
        return jobs.find(id).orElseThrow();
    }

    private Job awaitEnd(Job job) throws Exception {
        return jobs.awaitEnd(job.id(), LIMIT_IN_MS).orElseThrow();
    }

    @Test
    public void thePluginsAreInitialisedInTheirOrder() {
        assertEquals(
                List.of("storage", "shares"),
                plugins.list().stream().map(Plugins.Status::name).toList());
        plugins.list().forEach(plugin -> assertTrue(plugin.problem(), plugin.isReady()));
    }

    private Event next() throws InterruptedException {
        return heard.poll(LIMIT_IN_MS, TimeUnit.MILLISECONDS);
    }

    @Test
    public void aVolumeIsCheckedAgainstItsSchemaByName() throws Exception {
        assertNull(call("volume.create", TANK));
        assertEquals(TANK, call("volume.get", "tank"));
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("name", "tank"),
                Map.of("name", "Tank!", "sizeInGib", 5L),
                Map.of("name", "other", "sizeInGib", 0L),
                Map.of("name", "other", "sizeInGib", 1L, "colour", "red"))) {
            assertEquals(Failure.Kind.INVALID_INPUT, ((Failure) call("volume.create", wrong)).kind());
        }
    }

    @Test
    public void discoveryShowsWhatPluginsRegistered() {
        Catalog catalog = dispatcher.catalog();
        assertTrue(catalog.methods().stream().anyMatch(method -> method.name().equals("share.create")));
        Catalog.TaskDescription scrub = catalog.tasks().stream()
                .filter(task -> task.name().equals("volume.scrub"))
                .findFirst()
                .orElseThrow();
        assertTrue(scrub.traits().isAbortable());
        assertEquals(2, scrub.arguments().size());
    }

    @Test
    public void aVolumeThatIsSharedIsNotDeleted() throws Exception {
        call("volume.create", TANK);
        assertEquals(Volumes.UNKNOWN, ((Failure) call("share.create", "music", "other")).code());
        assertNull(call("share.create", "music", "tank"));
        assertEquals(Volumes.BUSY, ((Failure) call("volume.delete", "tank")).code());
        assertNull(call("share.delete", "music"));
        assertNull(call("volume.delete", "tank"));
    }

    @Test
    public void theTemperatureIsMeasuredForWhoListens() throws Exception {
        try (Subscription ignored = events.subscribe(List.of("volume.temperature"), heard::add)) {
            assertTrue(((Number) next().properties().get("celsius")).intValue() >= 30);
        }
    }

    @Test
    public void aScrubRunsAsAJobAndReports() throws Exception {
        call("volume.create", TANK);
        Job job = awaitEnd(submit("tank", 0L));
        assertEquals(JobState.FINISHED, job.state());
        assertEquals(Map.of("gibRead", 5L, "errors", 0L), job.result());
        assertEquals(List.of("volume:tank"), job.resources());
        assertEquals("Scrubbing volume tank", job.description().text());
    }

    @Test
    public void aScrubThatIsAskedToEndIsAbortedAndTheNextOneGetsTheVolume() throws Exception {
        call("volume.create", TANK);
        try (Subscription ignored = events.subscribe(List.of("task.progress"), heard::add)) {
            Job first = submit("tank", 60_000L);
            assertEquals("task.progress", next().name());
            Job second = submit("tank", 0L);
            jobs.abort(first.id());
            assertEquals(JobState.ABORTED, awaitEnd(first).state());
            assertEquals(JobState.FINISHED, awaitEnd(second).state());
        }
    }

    @Test
    public void aScrubOfNoVolumeFailsBeforeItRuns() throws Exception {
        Job job = awaitEnd(submit("other"));
        assertEquals(JobState.FAILED, job.state());
        assertEquals(Volumes.UNKNOWN, job.error().code());
    }

    @Test
    public void withStorageGoneSharesAreGoneToo() throws Exception {
        call("volume.create", TANK);
        assertTrue(plugins.reload("storage"));
        assertEquals(List.of(), call("volume.list"));
        assertNull(call("volume.create", TANK));
        assertEquals(List.of(), call("share.list"));
    }
}
