package dev.patchbay.shell.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class AttachWordTest {

    private static final char CTRL_C = 3;
    private static final char CTRL_D = 4;

    private final GogoFixture gogo = new GogoFixture();
    private final PipedOutputStream keyboard = new PipedOutputStream();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private CompletableFuture<Void> shell = new CompletableFuture<>();

    @Before
    public void attach() throws IOException {
        PipedInputStream input = new PipedInputStream(keyboard);
        shell = CompletableFuture.runAsync(() -> run(input));
        shows("ready\n");
        shows("patchbay> ");
    }

    @After
    public void leave() throws Exception {
        keyboard.close();
        shell.get(10, TimeUnit.SECONDS);
    }

    @Test
    public void typedCommandsRunUntilControlD() throws Exception {
        gogo.dispatcher.result = "World";

        type("run hello {\"name\": \"World\"}\r");

        shows("\"World\"\r\n");
        type("" + CTRL_D);
        shell.get(10, TimeUnit.SECONDS);
        assertTrue(shown().endsWith("\n"));
    }

    @Test
    public void taskNamesAreCompletedBehindRun() throws Exception {
        type("run vol\t");

        shows("run volume.create");
    }

    @Test
    public void methodNamesAreCompletedBehindCall() throws Exception {
        type("call cl\t");

        shows("call clock.now");
    }

    @Test
    public void commandNamesAreCompleted() throws Exception {
        type("prov\t");

        shows("providers");
    }

    @Test
    public void controlCCancelsTheCallAndKeepsTheShell() throws Exception {
        type("call slow\r");
        assertNotNull(gogo.dispatcher.requests.poll(10, TimeUnit.SECONDS));

        type("" + CTRL_C);

        shows("error: Interrupted");
        assertTrue(gogo.dispatcher.cancelled.await(10, TimeUnit.SECONDS));
        type("tasks\r");
        shows("volume.create");
    }

    @Test
    public void enterEndsTheEvents() throws Exception {
        type("events clock.*\r");
        gogo.bus.tell("clock.tick", 1);
        shows("clock.tick");

        type("\r");

        assertTrue(gogo.bus.closed.await(10, TimeUnit.SECONDS));
        type("exit\r");
        shell.get(10, TimeUnit.SECONDS);
    }

    @Test
    public void stopEndsTheShellWithoutAnotherPrompt() throws Exception {
        type("stop\r");

        shell.get(10, TimeUnit.SECONDS);
        assertEquals(0, gogo.node.stopped.getCount());
        String behind = shown().substring(shown().indexOf("Stopping lab."));
        assertFalse(behind, behind.contains("patchbay> "));
    }

    @Test
    public void aStopThatIsRefusedKeepsTheShell() throws Exception {
        type("stop now\r");

        shows("error: ");
        type("tasks\r");
        shows("volume.create");
        assertEquals(1, gogo.node.stopped.getCount());
    }

    @Test
    public void tablesFitTheClientsTerminal() throws Exception {
        type("providers\r");

        shows("lab.scope.read");
        assertTrue(shown().lines().allMatch(line -> line.length() <= 60 || line.contains("\u001b")));
        assertTrue(shown(), shown().contains("…"));
    }

    @Test
    public void clientThatGoesAwayEndsTheShell() throws Exception {
        keyboard.close();

        shell.get(10, TimeUnit.SECONDS);
    }

    @Test
    public void clientThatGoesAwayEndsItsEvents() throws Exception {
        type("events\r");
        gogo.bus.listener.get(10, TimeUnit.SECONDS);

        keyboard.close();

        assertTrue(gogo.bus.closed.await(10, TimeUnit.SECONDS));
        shell.get(10, TimeUnit.SECONDS);
        assertEquals(List.of("*"), gogo.bus.masks);
    }

    private void run(PipedInputStream input) {
        try {
            new AttachWord(gogo.shells).run(List.of("xterm", "60", "24"), input, screen);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void type(String keys) throws IOException {
        keyboard.write(keys.getBytes(UTF_8));
        keyboard.flush();
    }

    private void shows(String text) {
        await(text).until(() -> shown().contains(text));
    }

    private String shown() {
        return screen.toString(UTF_8);
    }
}
