package dev.patchbay.process.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.After;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;

/** A node that ends without a chance to do anything: nothing of what it started survives. */
public class NodeKilledTest {

    private static final Duration SECONDS = Duration.ofSeconds(5);

    @Rule
    public final Timeout limit = Timeout.seconds(90);

    @Rule
    public final TemporaryFolder home = new TemporaryFolder();

    private final List<ProcessHandle> processes = new ArrayList<>();
    private Process node;
    private BufferedReader output;

    @Before
    public void startNode() throws IOException {
        Assume.assumeTrue("only Linux tells enough about processes", ProcFolder.isThere());
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        node = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        NodeMain.class.getName(),
                        home.getRoot().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = node.inputReader(StandardCharsets.UTF_8);
        for (int i = 0; i < NodeMain.PROCESSES; i++) {
            processes.add(handle(output.readLine()));
        }
    }

    @After
    public void endAll() {
        processes.forEach(ProcessHandle::destroyForcibly);
        node.destroyForcibly();
    }

    private static ProcessHandle handle(String line) {
        return ProcessHandle.of(Long.parseLong(line)).orElseThrow();
    }

    private ProcessHandle guard() throws IOException {
        node.getOutputStream().write('?');
        node.getOutputStream().flush();
        return handle(output.readLine());
    }

    @Test
    public void nothingSurvivesSigkill() throws IOException {
        ProcessHandle guard = guard();
        node.destroyForcibly();
        Gone.await(processes, SECONDS);
        Gone.await(List.of(guard), SECONDS);
    }

    @Test
    public void nothingSurvivesAnOrderlyEnd() throws IOException, InterruptedException {
        ProcessHandle guard = guard();
        node.getOutputStream().close();
        assertTrue(node.waitFor(20, TimeUnit.SECONDS));
        processes.forEach(process -> assertTrue(Gone.isGone(process)));
        Gone.await(List.of(guard), SECONDS);
    }

    @Test
    public void aGuardThatIsKilledIsReplaced() throws IOException {
        ProcessHandle first = guard();
        first.destroyForcibly();
        await().atMost(SECONDS).until(() -> Gone.isGone(first));
        Gone.await(List.of(first), SECONDS);
        ProcessHandle second = first;
        while (second.equals(first)) {
            second = guard();
        }
        node.destroyForcibly();
        Gone.await(processes, SECONDS);
    }

    @Test
    public void whatSurvivesTheGuardAsWellIsEndedBeforeTheNextLifeStartsAnything() throws Exception {
        ProcessHandle guard = guard();
        signal("STOP", guard);
        node.destroyForcibly().waitFor();
        guard.destroyForcibly();
        Gone.await(List.of(guard), SECONDS);
        List<ProcessHandle> marked = marked();
        assertEquals("all but the one without an environment", NodeMain.PROCESSES - 1, marked.size());
        Workshop next = Workshop.open(home.getRoot().toPath(), WorkshopRule.LOG_LIMITS, new RecordingAnnouncer());
        marked.forEach(process -> assertTrue(Gone.isGone(process)));
        next.close(0);
    }

    /** Those that run and carry a mark. */
    private List<ProcessHandle> marked() throws IOException {
        Set<Long> pids = ProcFolder.read(0).stream()
                .filter(entry -> !entry.marks().isEmpty())
                .map(ProcEntry::pid)
                .collect(Collectors.toSet());
        return processes.stream()
                .filter(process -> pids.contains(process.pid()))
                .toList();
    }

    private static void signal(String name, ProcessHandle process) throws Exception {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor());
    }
}
