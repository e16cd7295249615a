package dev.patchbay.itests;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.event.EventBus;
import dev.patchbay.itests.plugin.BellFactory;
import dev.patchbay.itests.plugin.LampModule;
import dev.patchbay.module.ModuleEntry;
import dev.patchbay.module.ModuleException;
import dev.patchbay.module.ModuleQueue;
import dev.patchbay.module.spi.ModuleFactory;
import dev.patchbay.module.spi.ModuleType;
import dev.patchbay.worker.WorkerStatus;
import dev.patchbay.worker.WorkerStatus.State;
import dev.patchbay.worker.Workers;
import dev.patchbay.worker.spi.InProcessModule;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** Modules of workers and of the queue whose code is a bundle that is dropped in, replaced and taken away. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ModulesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String INSIDE = "org.example.inside";
    private static final String OWN_JVM = "org.example.own";
    private static final String BELLS = "org.example.bells";

    private final Host host = new Host();

    @Configuration
    public Option[] configuration() {
        return new Option[] {
            Distribution.with("{\"http\": {\"port\": 0}, \"ports\": {}, \"module\": {\"types\": {}},"
                    + "\"worker\": {\"modules\": {"
                    + "\"lamp\": [\"service:lab.lamp\", \"\", null],"
                    + "\"own\": [\"java:" + OWN_JVM + "\", \"" + LampModule.class.getName() + "\", null]}}}")
        };
    }

    @After
    public void emptyTheFolder() throws Exception {
        try (var files = Files.list(host.deploy())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        await().atMost(PATIENCE)
                .until(() -> Stream.of(INSIDE, OWN_JVM, BELLS)
                        .allMatch(each -> host.bundle(each).isEmpty()));
    }

    private Path deployInside(String release) throws Exception {
        return jar(INSIDE, release)
                .property(InProcessModule.PROPERTY, "lab.lamp")
                .into(host.deploy(), "inside.jar");
    }

    private static PluginJar jar(String bundle, String release) {
        return PluginJar.of(LampModule.class, LampModule.class)
                .named(bundle)
                .version(release + ".0.0")
                .property("release", release);
    }

    private WorkerStatus status(String module) {
        return host.service(Workers.class).find(module).orElseThrow();
    }

    private void awaitState(String module, State state) {
        await().atMost(PATIENCE).until(() -> status(module).state(), state::equals);
    }

    private CompletableFuture<Object> release(String module) {
        return host.call(module + ".release", Map.of());
    }

    private void awaitRelease(String module, String release) {
        await().atMost(PATIENCE).until(() -> result(release(module)), release::equals);
    }

    private static Object result(CompletableFuture<Object> answer) throws Exception {
        return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private Queue<String> heard() {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        var unused = host.service(EventBus.class)
                .subscribe(
                        List.of("module.*"),
                        event -> heard.add(
                                event.name() + " " + event.properties().get("name")));
        return heard;
    }

    @Test
    public void aModuleInsideTheNodeComesIsReplacedAndGoesWithItsBundle() throws Exception {
        assertTrue("as if it had never been there", host.service(Workers.class).reload("lamp"));
        awaitState("lamp", State.LOADING);
        assertTrue(
                status("lamp").toString(),
                String.valueOf(status("lamp").problem()).contains("no service has the"));
        CompletableFuture<Object> early = release("lamp");
        await().atMost(PATIENCE).until(() -> status("lamp").waiting() == 1);
        assertFalse("waits for the bundle", early.isDone());
        Queue<String> heard = heard();
        deployInside("1");
        assertEquals("1", result(early));
        assertEquals(State.READY, status("lamp").state());
        assertTrue("no process", status("lamp").pid().isEmpty());
        await().atMost(PATIENCE).until(() -> heard.contains("module.loaded lamp"));
        Path file = deployInside("2");
        awaitRelease("lamp", "2");
        await().atMost(PATIENCE).until(() -> heard.contains("module.reloaded lamp"));
        Files.delete(file);
        awaitState("lamp", State.LOADING);
        CompletableFuture<Object> late = release("lamp");
        await().atMost(PATIENCE).until(() -> status("lamp").waiting() == 1);
        assertFalse("waits for a successor", late.isDone());
        deployInside("3");
        assertEquals("3", result(late));
    }

    @Test
    public void aCallUnderWayIsAnsweredByTheOldOneAndTheNextByItsSuccessor() throws Exception {
        deployInside("1");
        awaitRelease("lamp", "1");
        Path begun = host.home().resolve("lamp.begun");
        CompletableFuture<Object> old = host.call("lamp.releaseWhenTold", Map.of());
        await().atMost(PATIENCE).until(() -> Files.exists(begun) || old.isDone());
        assertFalse(String.valueOf(old.getNow(null)), old.isDone());
        CompletableFuture<Object> next = release("lamp");
        deployInside("2");
        await().atMost(PATIENCE)
                .until(() -> host.bundle(INSIDE).orElseThrow().getVersion().getMajor() == 2);
        assertFalse("one at a time", next.isDone());
        Files.createFile(host.home().resolve("lamp.go"));
        assertEquals("1", result(old));
        assertEquals("2", result(next));
    }

    @Test
    public void theClassLoaderOfAModuleThatWentIsCollected() throws Exception {
        Path file = deployInside("1");
        awaitRelease("lamp", "1");
        WeakReference<ClassLoader> loader = new WeakReference<>(host.bundle(INSIDE)
                .orElseThrow()
                .loadClass(LampModule.class.getName())
                .getClassLoader());
        Files.delete(file);
        await().atMost(PATIENCE).until(() -> host.bundle(INSIDE).isEmpty());
        await().atMost(PATIENCE).until(() -> {
            System.gc();
            return loader.get() == null;
        });
    }

    @Test
    public void aModuleInAJvmOfItsOwnServesTheNewCodeOfItsBundleInTheSameProcess() throws Exception {
        awaitState("own", State.DEAD);
        assertTrue(
                status("own").toString(),
                String.valueOf(status("own").problem()).contains("Expected a bundle " + OWN_JVM));
        jar(OWN_JVM, "1").into(host.deploy(), "own.jar");
        await().atMost(PATIENCE).until(() -> host.bundle(OWN_JVM).isPresent());
        assertTrue(host.service(Workers.class).reload("own"));
        awaitRelease("own", "1");
        long pid = status("own").pid().orElseThrow();
        Path file = jar(OWN_JVM, "2").into(host.deploy(), "own.jar");
        awaitRelease("own", "2");
        assertEquals(pid, status("own").pid().orElseThrow());
        Files.delete(file);
        await().atMost(PATIENCE).until(() -> host.bundle(OWN_JVM).isEmpty());
        assertEquals("goes on with the copy it has", "2", result(release("own")));
    }

    private ModuleQueue queue() {
        return host.service(ModuleQueue.class);
    }

    private Path deployBells(String release) throws Exception {
        return PluginJar.of(BellFactory.class, ModuleFactory.class)
                .named(BELLS)
                .version(release + ".0.0")
                .importing("dev.patchbay.module.spi")
                .property(ModuleType.TYPE_PROPERTY, "bell")
                .into(host.deploy(), "bells.jar");
    }

    /** As soon as there is one to be added; the queue does not wait for its bundle. */
    private String addBell(String release, String tone) throws Exception {
        await().atMost(PATIENCE)
                .until(() -> host.bundle(BELLS)
                                .filter(each ->
                                        release.equals("" + each.getVersion().getMajor()))
                                .isPresent()
                        && queue().types().contains("bell"));
        return queue().add("bell", Map.of("tone", tone));
    }

    private ModuleEntry bell(String uid) {
        return queue().list().stream()
                .filter(each -> each.uid().equals(uid))
                .findFirst()
                .orElseThrow();
    }

    private void assertNoBells() {
        await().atMost(PATIENCE)
                .until(() -> queue().list().isEmpty() && !queue().types().contains("bell"));
        assertEquals(
                "Unrecognized module name",
                assertThrows(ModuleException.class, () -> queue().add("bell", Map.of()))
                        .getMessage());
    }

    @Test
    public void aTypeOfTheQueueComesIsReplacedAndGoesWithItsBundleAndSoDoItsModules() throws Exception {
        assertNoBells();
        deployBells("1");
        String first = addBell("1", "high");
        String second = queue().add("bell", Map.of("tone", "low"));
        assertEquals(List.of("init", "play"), queue().tell(first, "diary", Map.of()));
        assertEquals(List.of("init"), queue().tell(second, "diary", Map.of()));
        assertEquals(Map.of("release", "1", "tone", "low"), bell(second).parameters());
        queue().move(List.of(second));
        assertEquals(List.of("init", "play", "suspend"), queue().tell(first, "diary", Map.of()));
        Queue<String> removed = new ConcurrentLinkedQueue<>();
        var unused = host.service(EventBus.class)
                .subscribe(
                        List.of("module.removed"),
                        event -> removed.add(event.properties().get("uid") + " "
                                + event.properties().get("reason")));
        Path file = deployBells("2");
        String successor = addBell("2", "new");
        assertEquals("2", queue().tell(successor, "release", Map.of()));
        assertEquals(List.of("init", "play"), queue().tell(successor, "diary", Map.of()));
        assertEquals(
                List.of(successor),
                queue().list().stream().map(ModuleEntry::uid).toList());
        await().atMost(PATIENCE)
                .until(() -> removed.containsAll(List.of(first + " its factory left", second + " its factory left")));
        Files.delete(file);
        assertNoBells();
    }

    @Test
    public void theClassLoaderOfATypeWhoseModulePlayedIsCollected() throws Exception {
        Path file = deployBells("1");
        String uid = addBell("1", "high");
        assertEquals(List.of("init", "play"), queue().tell(uid, "diary", Map.of()));
        WeakReference<ClassLoader> loader = new WeakReference<>(host.bundle(BELLS)
                .orElseThrow()
                .loadClass(BellFactory.class.getName())
                .getClassLoader());
        Files.delete(file);
        assertNoBells();
        await().atMost(PATIENCE).until(() -> host.bundle(BELLS).isEmpty());
        await().atMost(PATIENCE).until(() -> {
            System.gc();
            return loader.get() == null;
        });
    }
}
