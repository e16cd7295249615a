package dev.patchbay.process.internal;

import static dev.patchbay.process.internal.WorkshopRule.script;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.event.EventBus;
import dev.patchbay.logfile.LogFile;
import dev.patchbay.logfile.LogFileSettings;
import dev.patchbay.logfile.internal.LogFilesComponent;
import dev.patchbay.logfile.internal.NamedLogs;
import dev.patchbay.node.Node;
import dev.patchbay.process.ProcessListener;
import dev.patchbay.process.ProcessPlan;
import dev.patchbay.process.SupervisedProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/** The component in a framework, with its commands. */
public class ProcessComponentTest {

    private static final long LIMIT_IN_MS = 20_000;

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final FakeEventBus bus = new FakeEventBus();
    private final NamedLogs named = new NamedLogs();
    private Framework framework;
    private ServiceRegistration<EventBus> busRegistration;
    private ProcessComponent component;

    @Before
    public void start() throws Exception {
        String storage = folder.newFolder("storage").toString();
        framework = new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage));
        framework.start();
        busRegistration = framework.getBundleContext().registerService(EventBus.class, bus, null);
        component = new ProcessComponent(framework.getBundleContext(), new HomeNode(home()), new Settings(1 << 20));
    }

    @After
    public void stop() throws Exception {
        component.deactivate();
        framework.stop();
        framework.waitForStop(LIMIT_IN_MS);
    }

    private Path home() {
        return folder.getRoot().toPath();
    }

    private void run(String name, String script) throws InterruptedException {
        assertTrue(component.start(script(name, script), ProcessListener.NONE).awaitEnd(LIMIT_IN_MS));
    }

    @Test
    public void outputIsAnEventOnlyWhileSomebodyIsSubscribed() throws InterruptedException {
        run("a", "echo unheard");
        bus.isWanted = true;
        run("a", "echo heard");
        bus.isWanted = false;
        run("a", "echo unheard");
        assertEquals(
                List.of("process.output heard"),
                bus.published.stream()
                        .filter(event -> event.startsWith("process.output"))
                        .toList());
    }

    @Test
    public void withoutABusProcessesRunAllTheSame() throws InterruptedException {
        busRegistration.unregister();
        run("a", "echo one");
        assertEquals(List.of(), bus.published);
    }

    @Test
    public void aChangedSettingEndsNoProcess() throws Exception {
        SupervisedProcess process =
                component.start(script("a", "echo 1; read -r go; echo 2; read -r go"), ProcessListener.NONE);
        await().until(() -> Files.exists(home().resolve("log/processes/a.log")));
        component.modified(new Settings(10));
        assertTrue(process.send("go"));
        await().until(() -> Files.exists(home().resolve("log/processes/a.log.1")));
        assertEquals(SupervisedProcess.State.RUNNING, process.state());
    }

    @Test
    public void afterTheEndNothingCanBeStarted() {
        component.deactivate();
        assertThrows(IllegalStateException.class, () -> component.start(script("a", ""), ProcessListener.NONE));
    }

    private String logs(String... words) throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        new LogsCommand(component, named).run(List.of(words), InputStream.nullInputStream(), output);
        return output.toString(StandardCharsets.UTF_8);
    }

    @Test
    public void theLogsOfOneThatHasEndedCanBeRead() throws Exception {
        run("a", "echo one; echo two");
        assertTrue(logs("a", "-n", "1").endsWith(" out two\n"));
        assertEquals(2, logs("a").lines().count());
    }

    @Test
    public void wrongWordsAndUnknownNamesAreTold() throws Exception {
        assertEquals("error: Expected logs NAME [-f] [-n LINES], got: logs \n", logs());
        assertTrue(logs("a", "b").startsWith("error: Expected logs NAME"));
        assertTrue(logs("a", "-n").startsWith("error: Expected logs NAME"));
        assertTrue(logs("a", "-n", "-3").startsWith("error: Expected logs NAME"));
        assertTrue(logs("nobody").startsWith("error: Expected the name of a process that has written something"));
        assertTrue(logs("nobody").endsWith(", got nobody; there is none yet\n"));
        run("b/1", "echo one");
        modules().write("a record\n");
        run("modules", "echo of a process");
        assertTrue(logs("nobody").endsWith(", got nobody; there are b/1, modules, process:modules\n"));
    }

    private LogFile modules() {
        return new LogFilesComponent(named)
                .open("modules", new LogFileSettings(home().resolve("log/modules.log"), 1 << 20, 5));
    }

    @Test
    public void aLogFileComesBeforeAProcessOfItsName() throws Exception {
        run("modules", "echo of a process");
        assertTrue(logs("modules").endsWith(" out of a process\n"));
        modules().write("a record\nanother\n");
        assertEquals("another\n", logs("modules", "-n", "1"));
        assertTrue(logs("process:modules").endsWith(" out of a process\n"));
        assertTrue(logs("process:nobody").startsWith("error: Expected"));
    }

    @Test
    public void aLogThatIsNotThereYetIsWaitedForWhateverItBecomes() throws Exception {
        try (Following first = new Following("modules");
                Following second = new Following("later")) {
            first.awaitText("... waiting for a log called modules; there is none yet ...\n");
            second.awaitText("... waiting for a log called later; there is none yet ...\n");
            modules().write("a record\n");
            first.awaitText("a record\n");
            run("later", "echo one");
            second.awaitText(" out one\n");
        }
    }

    /** The command, on a thread of its own; its client goes at the end. */
    private final class Following implements AutoCloseable {

        private final ByteArrayOutputStream output = new ByteArrayOutputStream();
        private final PipedOutputStream client = new PipedOutputStream();
        private final Thread command;

        Following(String name) throws IOException {
            InputStream input = new PipedInputStream(client);
            command = new Thread(() -> follow(name, input, output));
            command.start();
        }

        String text() {
            return output.toString(StandardCharsets.UTF_8);
        }

        void awaitText(String end) {
            await().until(() -> text().endsWith(end));
        }

        @Override
        public void close() throws IOException, InterruptedException {
            client.close();
            command.join(LIMIT_IN_MS);
            assertFalse(command.isAlive());
        }
    }

    @Test
    public void logsAreFollowedUntilTheClientHasGone() throws Exception {
        SupervisedProcess process =
                component.start(script("a", "echo one; read -r go; echo two; read -r go"), ProcessListener.NONE);
        try (Following following = new Following("a")) {
            following.awaitText(" out one\n");
            assertTrue(process.send("go"));
            following.awaitText(" out two\n");
            assertEquals(2, following.text().lines().count());
        }
    }

    private void follow(String name, InputStream input, ByteArrayOutputStream output) {
        try {
            new LogsCommand(component, named).run(List.of(name, "-f"), input, output);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void theTableTellsWhatRunsAndWhatWasGivenUp() throws InterruptedException {
        ProcessesCommand command = new ProcessesCommand(component);
        assertEquals("There are no child processes.\n", command.processes());
        SupervisedProcess process = component.start(script("long-name", "read -r go"), ProcessListener.NONE);
        await().until(() -> process.state() == SupervisedProcess.State.RUNNING);
        component
                .start(ProcessPlan.of("b", List.of("/no/such\nfile")), ProcessListener.NONE)
                .awaitEnd(LIMIT_IN_MS);
        List<String> lines = command.processes().lines().toList();
        assertEquals(3, lines.size());
        assertTrue(lines.get(0), lines.get(0).startsWith("NAME       STATE     PID"));
        assertTrue(lines.get(1), lines.get(1).startsWith("b          given_up  -"));
        assertTrue(lines.get(1), lines.get(1).endsWith("Expected a program at /no/such file, found none"));
        assertTrue(
                lines.get(2),
                lines.get(2).startsWith("long-name  running   " + process.pid().getAsLong()));
    }

    private record HomeNode(Path home) implements Node {

        @Override
        public String name() {
            return "test";
        }

        @Override
        public String version() {
            return "0";
        }

        @Override
        public Instant startedAt() {
            return Instant.EPOCH;
        }

        @Override
        public void stop() {}
    }

    @SuppressWarnings("BadAnnotationImplementation")
    private record Settings(long maxFileBytes) implements ProcessComponent.Config {

        @Override
        public int maxFiles() {
            return 2;
        }

        @Override
        public int keepInDays() {
            return 30;
        }

        @Override
        public long stopInMs() {
            return 5_000;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return ProcessComponent.Config.class;
        }
    }
}
