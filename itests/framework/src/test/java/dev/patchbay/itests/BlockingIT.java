package dev.patchbay.itests;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.itests.plugin.BlockingComponent;
import dev.patchbay.itests.plugin.StubbornTask;
import dev.patchbay.itests.plugin.VersionTask;
import dev.patchbay.task.spi.TimeLimitInMs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;

/** Plugins that do not let go of a thread. That the framework stops at all afterwards is part of the test. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class BlockingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Host host = new Host();

    @Configuration
    public Option[] configuration() {
        return new Option[] {
            Distribution.with("{\"http\": {\"port\": 0}, \"dispatch\": {\"graceInMs\": 500, \"drainInMs\": 500},"
                    + " \"deploy\": {\"startTimeoutInMs\": 500, \"stopTimeoutInMs\": 5000}}")
        };
    }

    private Map<String, Object> files(String name) {
        return Map.of(
                "started",
                file(name + ".started").toString(),
                "end",
                file(name + ".end").toString());
    }

    private Path file(String name) {
        return host.home().resolve(name);
    }

    private CompletableFuture<Object> startStubborn(String name) {
        CompletableFuture<Object> run = host.start("stubborn", files(name));
        await().atMost(PATIENCE).until(() -> Files.exists(file(name + ".started")));
        return run;
    }

    @Test
    public void aTaskThatIgnoresInterruptionIsAnsweredForWhenItsTimeIsOver() throws Exception {
        Path jar = PluginJar.task(StubbornTask.class, "stubborn")
                .property(TimeLimitInMs.PROPERTY, 300L)
                .into(host.deploy(), "stubborn.jar");
        host.awaitTask("stubborn");
        Failure failure = (Failure) startStubborn("limited").get(20, TimeUnit.SECONDS);
        assertEquals(Failure.Kind.TIMED_OUT, failure.kind());
        Files.createFile(file("limited.end"));
        Files.delete(jar);
        host.awaitNoTask("stubborn");
    }

    @Test
    public void aTaskThatIgnoresInterruptionDoesNotKeepItsBundle() throws Exception {
        Path jar = PluginJar.task(StubbornTask.class, "stubborn").into(host.deploy(), "stubborn.jar");
        host.awaitTask("stubborn");
        CompletableFuture<Object> run = startStubborn("removed");
        assertFalse(run.isDone());
        Files.delete(jar);
        Failure failure = (Failure) run.get(20, TimeUnit.SECONDS);
        assertEquals(Failure.Kind.INTERRUPTED, failure.kind());
        await().atMost(PATIENCE).until(() -> host.bundle("org.example.plugin").isEmpty());
        Files.createFile(file("removed.end"));
    }

    @Test
    public void changedLimitsEndNothing() throws Exception {
        Path jar = PluginJar.task(StubbornTask.class, "stubborn").into(host.deploy(), "stubborn.jar");
        host.awaitTask("stubborn");
        CompletableFuture<Object> run = startStubborn("unharmed");
        Object before = dispatcherIdWith("drainInMs", 500L);
        host.service(ConfigurationAdmin.class)
                .getConfiguration("dev.patchbay.dispatch", "?")
                .update(FrameworkUtil.asDictionary(Map.of("graceInMs", 500L, "drainInMs", 400L)));
        assertEquals(before, dispatcherIdWith("drainInMs", 400L));
        assertFalse(run.isDone());
        Files.createFile(file("unharmed.end"));
        assertEquals("ended at last", run.get(20, TimeUnit.SECONDS));
        Files.delete(jar);
        host.awaitNoTask("stubborn");
    }

    /** The id of the dispatcher's service, as soon as it has the setting. */
    private Object dispatcherIdWith(String setting, Object value) {
        await().atMost(PATIENCE).until(() -> value.equals(dispatcher().getProperty(setting)));
        return dispatcher().getProperty(Constants.SERVICE_ID);
    }

    private ServiceReference<Dispatcher> dispatcher() {
        return Objects.requireNonNull(host.context().getServiceReference(Dispatcher.class), "no dispatcher");
    }

    @Test
    public void aComponentThatBlocksInActivationHoldsUpNothingElse() throws Exception {
        Path blocking = PluginJar.of(BlockingComponent.class, Runnable.class)
                .named("org.example.blocking")
                .immediate()
                .into(host.deploy(), "blocking.jar");
        await().atMost(PATIENCE).until(() -> host.findings().contains(BlockingComponent.class.getName()));
        Path other = PluginJar.task(VersionTask.class, "versioned").into(host.deploy(), "versioned.jar");
        await().atMost(PATIENCE)
                .until(() -> host.run("versioned", Map.of("number", 1L)), answer -> answer instanceof Map);
        Files.delete(blocking);
        await().atMost(PATIENCE).until(() -> host.bundle("org.example.blocking").isEmpty());
        Files.delete(other);
        host.awaitNoTask("versioned");
    }

    @Test
    public void aNodeStopsThoughAComponentBlocksInActivation() throws Exception {
        PluginJar.of(BlockingComponent.class, Runnable.class)
                .named("org.example.left")
                .immediate()
                .into(host.deploy(), "left.jar");
        await().atMost(PATIENCE).until(() -> host.findings().contains("left.jar"));
    }
}
