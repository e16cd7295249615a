package dev.patchbay.host.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.node.spi.ControlCommand;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

public final class CommandsTest {

    @Rule
    public final FrameworkRule framework = new FrameworkRule();

    @Test
    public void statusSaysAFactALine() throws Exception {
        String status = run(new StatusCommand(new FakeNode()));
        assertTrue(status, status.startsWith("name: north\nversion: 1.2.3\npid: "));
        assertTrue(status, status.contains("\nuptime: 0 d 01:01:01\n"));
        assertTrue(status, status.contains("\nhome: /home/north\n"));
        assertTrue(status, status.contains("\nlistening: \nconnections: 0\n"));
        assertTrue(status, status.endsWith("\nnot working: 0\n"));
    }

    @Test
    public void stopSaysNothingAndStopsTheNode() throws Exception {
        FakeNode node = new FakeNode();
        assertEquals("", run(new StopCommand(node)));
        assertEquals(1, node.stops);
    }

    @Test
    public void helpListsEachWordOnce() throws Exception {
        framework.command("status", (words, input, output) -> {});
        framework.command("status", (words, input, output) -> {});
        framework.command("exec", (words, input, output) -> {});
        assertEquals("exec\nstatus\n", run(new HelpCommand(new ControlCommands(framework.context()))));
    }

    private static String run(ControlCommand command) throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        command.run(List.of(), InputStream.nullInputStream(), output);
        return output.toString(StandardCharsets.UTF_8);
    }
}
