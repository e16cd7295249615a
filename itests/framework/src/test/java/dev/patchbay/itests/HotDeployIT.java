package dev.patchbay.itests;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.itests.plugin.ConfiguredTask;
import dev.patchbay.itests.plugin.FailingTask;
import dev.patchbay.itests.plugin.GatedProvider;
import dev.patchbay.itests.plugin.LiteralTask;
import dev.patchbay.itests.plugin.VersionTask;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationAdmin;

@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HotDeployIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Host host = new Host();

    @Configuration
    public Option[] configuration() {
        return new Option[] {
            Distribution.with("{\"http\": {\"port\": 0}, \"dispatch\": {\"graceInMs\": 2000, \"drainInMs\": 5000}}")
        };
    }

    @After
    public void emptyTheFolder() throws Exception {
        try (var files = Files.list(host.deploy())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        await().atMost(PATIENCE).until(() -> plugins().isEmpty());
    }

    private List<Bundle> plugins() {
        return List.of(host.context().getBundles()).stream()
                .filter(bundle -> bundle.getSymbolicName() != null
                        && bundle.getSymbolicName().startsWith("org.example"))
                .toList();
    }

    private String versionOf(String task) throws Exception {
        Object answer = host.run(task, Map.of("number", 7L));
        return answer instanceof Map<?, ?> map ? String.valueOf(map.get("version")) : String.valueOf(answer);
    }

    private void awaitVersion(String task, String version) {
        await().atMost(PATIENCE).until(() -> versionOf(task), version::equals);
    }

    private static Failure.Kind kind(Object outcome) {
        return ((Failure) outcome).kind();
    }

    @Test
    public void aJarDroppedInIsCallableAndARemovedOneIsGone() throws Exception {
        assertEquals(Failure.Kind.UNKNOWN_NAME, kind(host.run("versioned", Map.of("number", 1L))));
        Path jar = PluginJar.task(VersionTask.class, "versioned").into(host.deploy(), "versioned.jar");
        awaitVersion("versioned", "1.0.0");
        Files.delete(jar);
        host.awaitNoTask("versioned");
        assertEquals(Failure.Kind.UNKNOWN_NAME, kind(host.run("versioned", Map.of("number", 1L))));
    }

    @Test
    public void replacingUnderLoadLosesNothing() throws Exception {
        PluginJar.task(VersionTask.class, "versioned").into(host.deploy(), "versioned.jar");
        awaitVersion("versioned", "1.0.0");
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong numbers = new AtomicLong();
        ConcurrentLinkedQueue<CompletableFuture<Object>> answers = new ConcurrentLinkedQueue<>();
        Thread load = new Thread(() -> {
            while (!stop.get()) {
                answers.add(host.start("versioned", Map.of("number", numbers.incrementAndGet())));
                java.util.concurrent.locks.LockSupport.parkNanos(200_000);
            }
        });
        load.start();
        for (int i = 1; i <= 10; i++) {
            PluginJar.task(VersionTask.class, "versioned").version("1.0." + i).into(host.deploy(), "versioned.jar");
            awaitVersion("versioned", "1.0." + i);
        }
        stop.set(true);
        load.join();
        Set<Object> seen = new HashSet<>();
        for (CompletableFuture<Object> answer : answers) {
            Object outcome = answer.get(20, java.util.concurrent.TimeUnit.SECONDS);
            assertTrue("expected an answer, got " + outcome, outcome instanceof Map);
            assertTrue("answered twice: " + outcome, seen.add(((Map<?, ?>) outcome).get("number")));
        }
        assertEquals(numbers.get(), seen.size());
    }

    @Test
    public void theHigherRankingAnswersAndItsDepartureLeavesTheOther() throws Exception {
        PluginJar.task(VersionTask.class, "versioned").into(host.deploy(), "one.jar");
        awaitVersion("versioned", "1.0.0");
        Path second = PluginJar.task(VersionTask.class, "versioned")
                .named("org.example.second")
                .version("2.0.0")
                .property(Constants.SERVICE_RANKING, 10)
                .into(host.deploy(), "two.jar");
        awaitVersion("versioned", "2.0.0");
        Files.delete(second);
        awaitVersion("versioned", "1.0.0");
    }

    @Test
    public void aPredecessorThatLeavesAfterItsSuccessorCameTakesNothingAway() throws Exception {
        Path first = PluginJar.task(VersionTask.class, "versioned").into(host.deploy(), "one.jar");
        awaitVersion("versioned", "1.0.0");
        PluginJar.task(VersionTask.class, "versioned")
                .named("org.example.second")
                .version("2.0.0")
                .into(host.deploy(), "two.jar");
        await().atMost(PATIENCE).until(() -> plugins().size() == 2);
        Files.delete(first);
        awaitVersion("versioned", "2.0.0");
    }

    @Test
    public void aProviderThatLeavesDuringACallAnswersItFirst() throws Exception {
        Path gate = host.home().resolve("gate");
        Path started = host.home().resolve("started");
        PluginJar.provider(GatedProvider.class, "gated").into(host.deploy(), "gated.jar");
        await().atMost(PATIENCE)
                .until(() -> !host.service(Dispatcher.class).catalog().methods().stream()
                        .filter(method -> method.name().startsWith("gated."))
                        .toList()
                        .isEmpty());
        CompletableFuture<Object> call =
                host.call("gated.waitFor", Map.of("file", gate.toString(), "started", started.toString()));
        await().atMost(PATIENCE).until(() -> Files.exists(started));
        Files.delete(started);
        PluginJar.provider(GatedProvider.class, "gated").version("2.0.0").into(host.deploy(), "gated.jar");
        CompletableFuture<Object> next = whenTheFirstIsLeaving(gate, started);
        assertFalse(call.isDone());
        Files.createFile(gate);
        assertEquals("1.0.0", call.get(20, java.util.concurrent.TimeUnit.SECONDS));
        assertEquals("2.0.0", next.get(20, java.util.concurrent.TimeUnit.SECONDS));
        Files.delete(gate);
        Files.delete(started);
    }

    /** A call that finds nobody to answer it waits for the successor; the predecessor answers its own meanwhile. */
    private CompletableFuture<Object> whenTheFirstIsLeaving(Path gate, Path started) {
        await().atMost(PATIENCE)
                .until(() -> host.service(Dispatcher.class).catalog().methods().stream()
                        .noneMatch(method -> method.name().startsWith("gated.")));
        return host.call("gated.waitFor", Map.of("file", gate.toString(), "started", started.toString()));
    }

    @Test
    public void aBundleThatDoesNotResolveIsExplained() throws Exception {
        PluginJar.task(VersionTask.class, "versioned")
                .importing("org.nowhere.to.be.found")
                .into(host.deploy(), "unresolved.jar");
        await().atMost(PATIENCE).until(() -> host.findings().contains("org.nowhere.to.be.found"));
    }

    @Test
    public void aComponentThatThrowsInActivationIsAnsweredForAndExplained() throws Exception {
        PluginJar.task(FailingTask.class, "failing").into(host.deploy(), "failing.jar");
        host.awaitTask("failing");
        Failure failure = (Failure) host.run("failing", "x");
        assertEquals(Failure.Kind.FAILED, failure.kind());
        assertTrue(failure.message(), failure.message().contains("could not be activated"));
    }

    @Test
    public void aHandWrittenSchemaIsEnforced() throws Exception {
        PluginJar.task(LiteralTask.class, "literal").into(host.deploy(), "literal.jar");
        await().atMost(PATIENCE).until(() -> host.run("literal", 10L), Long.valueOf(10)::equals);
        assertEquals(Failure.Kind.INVALID_INPUT, kind(host.run("literal", 12L)));
    }

    @Test
    public void aChangedConfigurationHoldsForTheNextCall() throws Exception {
        ConfigurationAdmin admin = host.service(ConfigurationAdmin.class);
        org.osgi.service.cm.Configuration configuration = admin.getConfiguration("org.example.configured", "?");
        PluginJar.task(ConfiguredTask.class, "configured")
                .configuredBy("org.example.configured")
                .into(host.deploy(), "configured.jar");
        await().atMost(PATIENCE).until(() -> host.findings().contains("org.example.configured"));
        for (String word : List.of("first", "second")) {
            configuration.update(FrameworkUtil.asDictionary(Map.of("word", word)));
            await().atMost(PATIENCE).until(() -> host.run("configured", null), word::equals);
        }
        configuration.delete();
    }

    @Test
    public void theClassLoaderOfARemovedBundleIsCollected() throws Exception {
        Path jar = PluginJar.task(VersionTask.class, "versioned").into(host.deploy(), "versioned.jar");
        awaitVersion("versioned", "1.0.0");
        WeakReference<ClassLoader> loader = new WeakReference<>(
                plugins().get(0).loadClass(VersionTask.class.getName()).getClassLoader());
        Files.delete(jar);
        await().atMost(PATIENCE).until(() -> plugins().isEmpty());
        await().atMost(PATIENCE).until(() -> {
            System.gc();
            return loader.get() == null;
        });
    }
}
