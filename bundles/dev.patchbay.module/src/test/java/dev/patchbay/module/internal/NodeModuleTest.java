package dev.patchbay.module.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.module.ModuleEntry.State;
import dev.patchbay.module.ModuleException;
import dev.patchbay.module.spi.Module;
import dev.patchbay.module.spi.ModuleContext;
import dev.patchbay.module.spi.ModuleFactory;
import dev.patchbay.module.spi.ModuleType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

/** Modules that run inside the node, under the contract of those that are processes. */
public class NodeModuleTest {

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final EngineRule engine = new EngineRule()
            .with(TestConfig.of("").withTimes(500, 800, 300, 300))
            .with("configured", "a");

    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final Map<String, Recording> modules = new HashMap<>();
    private QueueBroker queue;

    @Before
    public void open() {
        queue = engine.queue();
    }

    /** Notes what it is told, and on which thread; hangs or fails where it is told to. */
    private class Recording implements Module {

        final ModuleContext context;
        final String name;
        final List<Thread> threads = new CopyOnWriteArrayList<>();
        final CountDownLatch release = new CountDownLatch(1);

        Recording(String name, ModuleContext context) {
            this.name = name;
            this.context = context;
            modules.put(name, this);
        }

        private void note(String what) {
            notes.add(name + " " + what);
            threads.add(Thread.currentThread());
        }

        @Override
        public void init(Map<String, Object> args) throws Exception {
            note("init");
            context.setParameters(args);
            if (args.containsKey("fail")) {
                throw new IllegalArgumentException("will not");
            }
            if (args.containsKey("hang")) {
                release.await();
            }
        }

        @Override
        public void play() throws Exception {
            note("play");
        }

        @Override
        public void suspend() {
            note("suspend");
        }

        @Override
        public Object tell(String command, Map<String, Object> args) throws Exception {
            note(command);
            return switch (command) {
                case "echo" -> args;
                case "hang" -> {
                    release.await();
                    yield null;
                }
                case "error" -> throw new StackOverflowError();
                case "record" -> new Song("x", 3);
                default -> Module.super.tell(command, args);
            };
        }

        @Override
        public void close() {
            note("close");
        }
    }

    private record Song(String title, int length) {}

    private ServiceRegistration<ModuleFactory> publish(String type, ModuleFactory factory) {
        return engine.publish(ModuleFactory.class, factory, Map.of(ModuleType.TYPE_PROPERTY, type));
    }

    private ServiceRegistration<ModuleFactory> publish(String type) {
        return publish(type, context -> new Recording(type, context));
    }

    private static String problemOf(org.junit.function.ThrowingRunnable work) {
        return assertThrows(ModuleException.class, work).getMessage();
    }

    @Test
    public void itIsToldOnAThreadOfItsOwnAndClosedLast() throws Exception {
        publish("a");
        publish("b");
        String a = queue.add("a", Map.of("text", "x"));
        String b = queue.add("b", Map.of());
        queue.move(List.of(b));
        assertEquals(Map.of("n", 1L), queue.tell(a, "echo", Map.of("n", 1L)));
        queue.remove(List.of(a));
        assertEquals(
                List.of("a init", "a play", "a suspend", "a echo", "a close"),
                notes.stream().filter(note -> note.startsWith("a")).toList());
        assertEquals(1, modules.get("a").threads.stream().distinct().count());
        assertFalse(modules.get("a").threads.get(0) == modules.get("b").threads.get(0));
        assertEquals(a, modules.get("a").context.uid());
    }

    @Test
    public void itsParametersAreCopiesAndCountOnlyWhileItIsIn() throws Exception {
        publish("a");
        String a = queue.add("a", Map.of("text", "x"));
        assertEquals(Map.of("text", "x"), queue.list().get(0).parameters());
        ModuleContext context = modules.get("a").context;
        List<Object> list = new ArrayList<>(List.of(1L));
        Map<String, Object> values = new HashMap<>(Map.of("list", list, "song", new Song("y", 2)));
        context.setParameters(values);
        list.add(2L);
        assertEquals(
                Map.of("text", "x", "list", List.of(1L), "song", Map.of("title", "y", "length", 2L)),
                queue.list().get(0).parameters());
        context.unsetParameters(List.of("text", "song", "absent"));
        assertEquals(Map.of("list", List.of(1L)), queue.list().get(0).parameters());
        queue.remove(List.of(a));
        int published = engine.bus.published.size();
        context.setParameters(Map.of("late", true));
        context.unsetParameters(List.of("list"));
        context.leave();
        assertEquals(published, engine.bus.published.size());
    }

    @Test
    public void itMayLeave() throws Exception {
        publish("a");
        publish("b");
        queue.add("a", Map.of());
        queue.add("b", Map.of());
        modules.get("a").context.leave();
        EngineRule.awaitTypes(queue, "b");
        await().until(() -> notes.contains("b play") && notes.contains("a close"));
        assertEquals(
                "left", engine.bus.of(Announcer.REMOVED).get(0).properties().get("reason"));
    }

    @Test
    public void whatItThrowsIsTheCallersProblem() throws Exception {
        publish("a");
        String a = queue.add("a", Map.of());
        assertEquals("Unrecognized command", problemOf(() -> queue.tell(a, "dance", Map.of())));
        assertEquals("java.lang.StackOverflowError", problemOf(() -> queue.tell(a, "error", Map.of())));
        assertEquals(Map.of("title", "x", "length", 3L), queue.tell(a, "record", Map.of()));
        assertEquals("will not", problemOf(() -> queue.add("a", Map.of("fail", true))));
        assertEquals(1, queue.list().size());
        await().until(() -> notes.contains("a close"));
    }

    @Test
    public void oneThatHangsIsInterruptedAndDropped() throws Exception {
        publish("a");
        String a = queue.add("a", Map.of());
        assertEquals("Timeout sending message to module", problemOf(() -> queue.tell(a, "hang", Map.of())));
        assertEquals(List.of(), queue.list());
        await().until(() -> notes.contains("a close"));
        assertEquals("Timeout sending message to module", problemOf(() -> queue.add("a", Map.of("hang", true))));
    }

    @Test
    public void whoWaitsBehindOneThatHangsIsToldSo() throws Exception {
        publish("a");
        String a = queue.add("a", Map.of());
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<?> hanging = threads.submit(() -> queue.tell(a, "hang", Map.of()));
        await().pollInterval(Duration.ofMillis(2)).until(() -> notes.contains("a hang"));
        assertEquals("Pipe to module unexpectedly closed", problemOf(() -> queue.tell(a, "echo", Map.of())));
        assertThrows(Exception.class, hanging::get);
        threads.shutdownNow();
        assertFalse(notes.contains("a echo"));
    }

    @Test
    public void aFactoryMayFailOrTakeTooLong() {
        publish("fails", context -> {
            throw new IllegalStateException("no sound card");
        });
        publish("null", context -> null);
        publish("hangs", context -> {
            new CountDownLatch(1).await();
            return null;
        });
        assertEquals("no sound card", problemOf(() -> queue.add("fails", Map.of())));
        assertEquals("Expected the factory to make a module, got null", problemOf(() -> queue.add("null", Map.of())));
        assertEquals("Could not connect to spawned module", problemOf(() -> queue.add("hangs", Map.of())));
        assertEquals(List.of(), queue.list());
    }

    @Test
    public void theModulesOfALeavingFactoryLeaveFirst() throws Exception {
        ServiceRegistration<ModuleFactory> a = publish("a");
        publish("b");
        queue.add("a", Map.of());
        queue.add("b", Map.of());
        engine.pool().add("a", Map.of());
        a.unregister();
        assertEquals(2, notes.stream().filter(note -> note.equals("a close")).count());
        assertEquals(List.of("b"), EngineRule.types(queue));
        assertEquals(State.PLAYING, queue.list().get(0).state());
        assertEquals(List.of(), engine.pool().list());
        assertEquals("Unrecognized module name", problemOf(() -> queue.add("a", Map.of())));
        assertEquals(
                "its factory left",
                engine.bus.of(Announcer.REMOVED).get(0).properties().get("reason"));
    }

    @Test
    public void theFactoryWithTheHighestRankingCountsAndASuccessorStays() throws Exception {
        ServiceRegistration<ModuleFactory> first = publish("a", context -> new Recording("first", context));
        engine.publish(
                ModuleFactory.class,
                context -> new Recording("second", context),
                Map.of(ModuleType.TYPE_PROPERTY, "a", Constants.SERVICE_RANKING, 5));
        queue.add("a", Map.of());
        assertTrue(notes.contains("second init"));
        first.unregister();
        assertEquals(1, queue.list().size());
        queue.add("a", Map.of());
        assertEquals(List.of("a", "configured"), queue.types());
    }

    @Test
    public void aTypeOfTheSettingsHidesAFactory() {
        engine.publish(
                ModuleFactory.class,
                context -> new Recording("hidden", context),
                Map.of(ModuleType.TYPE_PROPERTY, "configured", ModuleType.BACKGROUND_PROPERTY, true));
        engine.publish(ModuleFactory.class, context -> new Recording("nameless", context), Map.of());
        assertEquals(List.of("configured"), queue.types());
        assertEquals(List.of(), queue.backgroundTypes());
        assertEquals("Unrecognized module name", problemOf(() -> queue.setBackground("configured", Map.of())));
    }

    @Test
    public void oneMayBeTheBackground() throws Exception {
        engine.publish(
                ModuleFactory.class,
                context -> new Recording("bg", context),
                Map.of(ModuleType.TYPE_PROPERTY, "bg", ModuleType.BACKGROUND_PROPERTY, true));
        assertEquals(List.of("bg"), queue.backgroundTypes());
        String uid = queue.setBackground("bg", Map.of());
        assertEquals(Map.of(), queue.tellBackground(uid, "echo", Map.of()));
        assertEquals("Unrecognized module name", problemOf(() -> queue.add("bg", Map.of())));
        assertEquals(List.of("bg init", "bg play", "bg echo"), notes);
    }

    @Test
    public void itIsRecordedAsAProcessIs() throws Exception {
        publish("a");
        String a = queue.add("a", Map.of("text", "x"));
        modules.get("a").context.unsetParameters(List.of("text"));
        assertThrows(ModuleException.class, () -> queue.tell(a, "hang", Map.of()));
        assertEquals(
                List.of(
                        "queue-module init",
                        "module-instance set_parameters",
                        "queue-module play",
                        "client-queue add",
                        "module-instance unset_parameters",
                        "queue-module do_hang",
                        "client-queue tell_module"),
                engine.log.briefs());
        assertEquals("null", engine.log.of("queue-module do_hang").get(0).outputJson());
        assertEquals(
                "{\"cmd\":\"set_parameters\",\"args\":{\"parameters\":{\"text\":\"x\"}}}",
                engine.log.of("module-instance set_parameters").get(0).inputJson());
        assertEquals(
                "{\"success\":true}",
                engine.log.of("module-instance set_parameters").get(0).outputJson());
        String b = queue.add("a", Map.of());
        queue.remove(List.of(b));
        assertEquals(
                List.of("queue-module rm", "client-queue rm"),
                engine.log
                        .briefs()
                        .subList(
                                engine.log.briefs().size() - 2,
                                engine.log.briefs().size()));
    }

    @Test
    public void theEndOfTheEngineClosesIt() throws Exception {
        publish("a");
        queue.add("a", Map.of());
        engine.stopEngine();
        assertTrue(notes.contains("a close"));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> !modules.get("a").threads.get(0).isAlive());
    }
}
