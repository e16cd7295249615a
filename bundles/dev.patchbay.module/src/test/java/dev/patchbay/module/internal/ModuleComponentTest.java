package dev.patchbay.module.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.module.ModuleException;
import dev.patchbay.module.ModulePool;
import dev.patchbay.module.ModuleQueue;
import dev.patchbay.module.spi.CommandLog;
import dev.patchbay.node.spi.FindingSource;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** The component: what it publishes, and what may change while it runs. */
public class ModuleComponentTest {

    @BeforeClass
    public static void needsPython() {
        EngineRule.assumePython();
    }

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final EngineRule engine = new EngineRule().with("a");

    private <T> T service(Class<T> type) {
        ServiceReference<T> reference = engine.context().getServiceReference(type);
        return reference == null ? null : engine.context().getService(reference);
    }

    private String problemOfAdding(String type) {
        return assertThrows(ModuleException.class, () -> engine.queue().add(type, Map.of()))
                .getMessage();
    }

    @Test
    public void theDefaultsAreTheTimesOfTheOriginal() throws Exception {
        Map<String, Object> defaults = Map.of(
                "connectInMs", 2_000L,
                "writeInMs", 1_000L,
                "answerInMs", 1_000L,
                "leaveInMs", 3_000L,
                "termInMs", 5_000L,
                "host", "localhost",
                "listenHost", "127.0.0.1",
                "types", "",
                "directory", "");
        for (Map.Entry<String, Object> each : defaults.entrySet()) {
            assertEquals(
                    each.getKey(),
                    each.getValue(),
                    ModuleComponent.Config.class.getMethod(each.getKey()).getDefaultValue());
        }
    }

    @Test
    public void queueAndPoolAreThereAsLongAsItIs() {
        assertEquals("queue", service(ModuleQueue.class).name());
        assertEquals("pool", service(ModulePool.class).name());
        engine.stopEngine();
        assertNull(service(ModuleQueue.class));
        assertNull(service(ModulePool.class));
        assertNull(service(FindingSource.class));
    }

    @Test
    public void changedSettingsHoldForWhatIsAddedLater() throws Exception {
        String before = engine.queue().add("a", Map.of());
        String directory = Files.createDirectory(engine.home().resolve("elsewhere"))
                .toRealPath()
                .toString();
        engine.component().modified(engine.config().withDirectory(directory));
        String after = engine.queue().add("a", Map.of());
        assertEquals(directory, EngineRule.awaitParameter(engine.queue(), after, "directory"));
        assertEquals(Map.of(), engine.queue().tell(before, "echo", Map.of()));
        engine.component().modified(engine.config().withTypes("{\"b\": [\"x\"]}"));
        assertEquals(List.of("b"), engine.queue().types());
        assertEquals("Unrecognized module name", problemOfAdding("a"));
        assertEquals(2, engine.queue().list().size());
    }

    @Test
    public void aRelativeDirectoryIsOneOfTheNodesHome() throws Exception {
        String directory = Files.createDirectory(engine.home().resolve("modules"))
                .toRealPath()
                .toString();
        engine.component().modified(engine.config().withDirectory("modules"));
        String uid = engine.queue().add("a", Map.of());
        assertEquals(directory, EngineRule.awaitParameter(engine.queue(), uid, "directory"));
    }

    @Test
    public void aTypeThatCannotBeUsedIsAFindingUntilItIsCorrected() {
        assertEquals(List.of(), service(FindingSource.class).findings());
        engine.component().modified(engine.config().withTypes("{\"b\": 1, \"c\": [\"x\"]}"));
        assertEquals(1, service(FindingSource.class).findings().size());
        assertTrue(service(FindingSource.class).findings().get(0).sentence().contains("'b'"));
        assertEquals(List.of("c"), engine.queue().types());
        engine.component().modified(engine.config());
        assertEquals(List.of(), service(FindingSource.class).findings());
    }

    @Test
    public void aProgramThatIsNotThereFailsAtOnceAndSaysSo() throws Exception {
        String folder = engine.home().toString();
        String file = Files.createFile(engine.home().resolve("file")).toString();
        engine.component()
                .modified(engine.config()
                        .withTypes("{\"missing\": [\"/no/such/program\"], \"folder\": [\"" + folder + "\"],"
                                + " \"file\": [\"" + file + "\"], \"path\": [\"no-such-program\"],"
                                + " \"directory\": {\"command\": [\"sh\"], \"directory\": \"/no/such/folder\"}}"));
        assertEquals("Expected a program at /no/such/program, found none", problemOfAdding("missing"));
        assertEquals("Expected a program at " + folder + ", found a directory", problemOfAdding("folder"));
        assertEquals(
                "Expected a program at " + file + ", found a file that may not be executed; chmod +x it",
                problemOfAdding("file"));
        assertTrue(problemOfAdding("path").startsWith("Expected the program no-such-program on the PATH, found none"));
        assertEquals("Expected a directory to run sh in at /no/such/folder, found none", problemOfAdding("directory"));
        assertEquals(List.of(), engine.queue().list());
    }

    @Test
    public void aPortThatCannotBeHadIsSaid() {
        engine.component().modified(engine.config().withListenHost("192.0.2.1"));
        assertTrue(problemOfAdding("a"), problemOfAdding("a").contains("192.0.2.1"));
    }

    @Test
    public void theLogMayComeAndGoAndABetterOneIsTaken() throws Exception {
        FakeLog better = new FakeLog();
        engine.publish(CommandLog.class, better, Map.of(Constants.SERVICE_RANKING, 5));
        String uid = engine.queue().add("a", Map.of());
        assertFalse(better.entries().isEmpty());
        assertEquals(List.of(), engine.log.entries());
        engine.publish(
                CommandLog.class,
                entry -> {
                    throw new IllegalStateException("disk full");
                },
                Map.of(Constants.SERVICE_RANKING, 9));
        assertEquals(Map.of(), engine.queue().tell(uid, "echo", Map.of()));
    }

    @Test
    public void withoutALogAllIsTheSame() throws Exception {
        engine.stopLogging();
        String uid = engine.queue().add("a", Map.of());
        assertEquals(Map.of(), engine.queue().tell(uid, "echo", Map.of()));
        engine.queue().remove(List.of(uid));
        assertEquals(List.of(), engine.log.entries());
    }

    @Test
    public void parametersAreToldWhileSomebodyWantsThem() throws Exception {
        String uid = engine.queue().add("a", Map.of("text", "x"));
        EngineRule.awaitParameter(engine.queue(), uid, "text");
        engine.bus.isWanted = true;
        engine.queue().tell(uid, "set", Map.of("n", 1L));
        engine.queue().tell(uid, "unset", Map.of("names", List.of("text")));
        await().until(() -> engine.bus.of(Announcer.PARAMETERS).stream()
                .anyMatch(event -> List.of("text").equals(event.properties().get("unset"))));
        Map<String, ?> first = engine.bus.of(Announcer.PARAMETERS).get(0).properties();
        assertEquals(uid, first.get("uid"));
        assertEquals("a", first.get("type"));
        assertEquals("queue", first.get("in"));
        assertFalse(((Map<?, ?>) first.get("set")).containsKey("pid"));
    }
}
