package dev.patchbay.itests;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import dev.patchbay.event.EventBus;
import dev.patchbay.itests.plugin.CreatingComponent;
import dev.patchbay.itests.plugin.DeafService;
import dev.patchbay.itests.plugin.FailingService;
import dev.patchbay.itests.plugin.LoopingService;
import dev.patchbay.itests.plugin.ReturningService;
import dev.patchbay.itests.plugin.SleepingService;
import dev.patchbay.naming.OriginalId;
import dev.patchbay.service.HostedServices;
import dev.patchbay.service.ServiceStatus;
import dev.patchbay.service.ServiceStatus.State;
import dev.patchbay.service.spi.HostedService;
import dev.patchbay.service.spi.ServiceName;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** Hosted services that are dropped in, replaced and taken away. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ServicesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PLUGIN = "org.example.plugin";

    private final Host host = new Host();

    @Configuration
    public Option[] configuration() {
        return new Option[] {
            Distribution.with("{\"http\": {\"port\": 0}, \"service\": {\"order\": [\"absent\"], \"stopInMs\": 500},"
                    + " \"deploy\": {\"stopTimeoutInMs\": 10000}}")
        };
    }

    @After
    public void emptyTheFolder() throws Exception {
        Path deafEnd = host.home().resolve("deaf.end");
        Files.write(deafEnd, new byte[0]);
        try (var files = Files.list(host.deploy())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        await().atMost(PATIENCE).until(() -> host.bundle(PLUGIN).isEmpty());
        await().atMost(PATIENCE)
                .until(() -> host.bundle("org.example.neighbour").isEmpty());
        await().atMost(PATIENCE).until(() -> thread("deaf").isEmpty());
        Files.delete(deafEnd);
        Files.deleteIfExists(host.home().resolve("looping.ended"));
    }

    private static PluginJar jar(Class<? extends HostedService> component, String name) {
        return PluginJar.of(component, HostedService.class)
                .importing("dev.patchbay.service,dev.patchbay.service.spi")
                .property(ServiceName.PROPERTY, name);
    }

    private HostedServices services() {
        return host.service(HostedServices.class);
    }

    private Optional<ServiceStatus> status(String name) {
        return services().list().stream()
                .filter(status -> status.name().equals(name))
                .findFirst();
    }

    private void awaitState(String name, State state) {
        await().atMost(PATIENCE)
                .until(() -> status(name).map(ServiceStatus::state).equals(Optional.of(state)));
    }

    private static Optional<Thread> thread(String service) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("patchbay-service-" + service))
                .findFirst();
    }

    /** A service is enabled a moment before its thread runs. */
    private static Thread awaitThread(String service) {
        return await().atMost(PATIENCE)
                .until(() -> thread(service), Optional::isPresent)
                .orElseThrow();
    }

    @Test
    public void aServiceDroppedInRunsAndARemovedOneWasDisabledAndJoinedFirst() throws Exception {
        Path file = jar(LoopingService.class, "looping").into(host.deploy(), "looping.jar");
        awaitState("looping", State.ENABLED);
        Thread thread = awaitThread("looping");
        assertSame(
                host.bundle(PLUGIN)
                        .orElseThrow()
                        .loadClass(LoopingService.class.getName())
                        .getClassLoader(),
                thread.getContextClassLoader());
        assertEquals(PLUGIN + "/1.0.0", status("looping").orElseThrow().bundle());
        Files.delete(file);
        await().atMost(PATIENCE).until(() -> host.bundle(PLUGIN).isEmpty());
        assertTrue("main ended by itself", Files.exists(host.home().resolve("looping.ended")));
        assertFalse(thread.isAlive());
        assertEquals(Optional.empty(), status("looping"));
    }

    @Test
    public void anUpdateEndsTheOldOneAndRunsTheNew() throws Exception {
        jar(LoopingService.class, "looping").into(host.deploy(), "looping.jar");
        awaitState("looping", State.ENABLED);
        Thread old = awaitThread("looping");
        HostedService former = services().get("looping").orElseThrow();
        jar(LoopingService.class, "looping").version("2.0.0").into(host.deploy(), "looping.jar");
        await().atMost(PATIENCE)
                .until(() -> status("looping").map(ServiceStatus::bundle).equals(Optional.of(PLUGIN + "/2.0.0")));
        awaitState("looping", State.ENABLED);
        assertFalse(old.isAlive());
        assertNotSame(former, services().get("looping").orElseThrow());
    }

    @Test
    public void aFailedServiceIsRevivedByItsOriginalIdAndTheWatchdogSeesIt() throws Exception {
        Queue<Object> heard = new ConcurrentLinkedQueue<>();
        var subscription = host.service(EventBus.class)
                .subscribe(
                        List.of("service.failed"),
                        event -> heard.add(event.properties().get("runs")));
        jar(FailingService.class, "failing")
                .property(OriginalId.PROPERTY, "org.example.failing/Failing")
                .into(host.deploy(), "failing.jar");
        await().atMost(PATIENCE).until(() -> heard.contains(1L));
        awaitState("failing", State.AVAILABLE);
        Object status = host.call("service.get", Map.of("name", "org.example.failing/Failing"))
                .get(20, TimeUnit.SECONDS);
        assertTrue("got " + status, status instanceof Map);
        assertEquals(2L, ((Number) ((Map<?, ?>) status).get("runs")).longValue());
        assertTrue(
                "got " + status,
                String.valueOf(((Map<?, ?>) status).get("lastFailure")).contains("broken"));
        await().atMost(PATIENCE).until(() -> heard.contains(2L));
        subscription.close();
    }

    @Test
    public void oneThatIgnoresDisableDoesNotKeepItsBundle() throws Exception {
        Path file = jar(DeafService.class, "deaf").into(host.deploy(), "deaf.jar");
        awaitState("deaf", State.ENABLED);
        Thread thread = awaitThread("deaf");
        Files.delete(file);
        await().atMost(PATIENCE).until(() -> host.bundle(PLUGIN).isEmpty());
        assertTrue(thread.isAlive());
        assertEquals(Optional.empty(), status("deaf"));
    }

    @Test
    public void oneThatReturnsAtOnceIsStillGivenAndRunsOnceForEachGet() throws Exception {
        jar(ReturningService.class, "returning").into(host.deploy(), "returning.jar");
        awaitEnded("returning", 1);
        HostedService first = services().get("returning").orElseThrow();
        awaitEnded("returning", 2);
        assertSame(first, services().get("returning").orElseThrow());
        awaitEnded("returning", 3);
        assertNull(status("returning").orElseThrow().lastFailure());
        assertFalse(services().disable("returning"));
    }

    private void awaitEnded(String name, long runs) {
        awaitState(name, State.AVAILABLE);
        await().atMost(PATIENCE)
                .until(() -> status(name).map(ServiceStatus::runs).equals(Optional.of(runs))
                        && thread(name).isEmpty());
    }

    @Test
    public void oneThatNeverReturnsIsInterruptedWhenItsTimeIsUp() throws Exception {
        jar(LoopingService.class, "looping").named("org.example.neighbour").into(host.deploy(), "looping.jar");
        Path file = jar(SleepingService.class, "sleeping").into(host.deploy(), "sleeping.jar");
        awaitState("looping", State.ENABLED);
        awaitState("sleeping", State.ENABLED);
        Thread neighbour = awaitThread("looping");
        assertTrue(services().disable("sleeping"));
        awaitState("sleeping", State.AVAILABLE);
        assertEquals(Optional.empty(), thread("sleeping"));
        assertTrue(services().enable("sleeping"));
        Thread again = awaitThread("sleeping");
        Files.delete(file);
        await().atMost(PATIENCE).until(() -> host.bundle(PLUGIN).isEmpty());
        again.join(PATIENCE.toMillis());
        assertFalse(again.isAlive());
        assertSame(neighbour, awaitThread("looping"));
    }

    @Test
    public void theClassLoaderOfARemovedServiceIsCollected() throws Exception {
        Path file = jar(LoopingService.class, "looping").into(host.deploy(), "looping.jar");
        awaitState("looping", State.ENABLED);
        assertTrue(services().disable("looping"));
        assertTrue(services().enable("looping"));
        WeakReference<ClassLoader> loader = loaderOf(LoopingService.class);
        Files.delete(file);
        awaitCollected(loader);
        assertEquals(Optional.empty(), services().get("looping"));
    }

    @Test
    public void theLogDoesNotKeepTheClassLoaderOfAFailedService() throws Exception {
        Path file = jar(FailingService.class, "failing").into(host.deploy(), "failing.jar");
        await().atMost(PATIENCE)
                .until(() -> status("failing").map(ServiceStatus::lastFailure).isPresent());
        WeakReference<ClassLoader> loader = loaderOf(FailingService.class);
        Files.delete(file);
        awaitCollected(loader);
    }

    @Test
    public void whatABundleCreatedByCodeEndsWithTheBundle() throws Exception {
        Path file = PluginJar.of(CreatingComponent.class, Runnable.class)
                .importing("dev.patchbay.service,dev.patchbay.service.spi")
                .immediate()
                .into(host.deploy(), "creating.jar");
        awaitState("created", State.ENABLED);
        WeakReference<ClassLoader> loader = loaderOf(CreatingComponent.class);
        Files.delete(file);
        awaitCollected(loader);
        assertEquals(Optional.empty(), status("created"));
        assertEquals(Optional.empty(), thread("created"));
    }

    private WeakReference<ClassLoader> loaderOf(Class<?> type) throws ClassNotFoundException {
        return new WeakReference<>(
                host.bundle(PLUGIN).orElseThrow().loadClass(type.getName()).getClassLoader());
    }

    private void awaitCollected(WeakReference<ClassLoader> loader) {
        await().atMost(PATIENCE).until(() -> host.bundle(PLUGIN).isEmpty());
        await().atMost(PATIENCE).until(() -> {
            System.gc();
            return loader.get() == null;
        });
    }
}
