package dev.patchbay.shell.internal;

import dev.patchbay.cli.words.ControlWords;
import dev.patchbay.cli.words.TerminalWords;
import dev.patchbay.node.spi.ControlCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jline.terminal.Terminal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The control socket's word {@code shell}: a shell on the client's terminal; see {@link ControlWords}. */
@Component(property = ControlCommand.WORD + "=" + ControlWords.SHELL)
public final class AttachWord implements ControlCommand {

    private final Shells shells;

    @Activate
    public AttachWord(@Reference Shells shells) {
        this.shells = shells;
    }

    @Override
    public void run(List<String> words, InputStream input, OutputStream output) throws IOException {
        output.write((ControlWords.READY + "\n").getBytes(StandardCharsets.UTF_8));
        output.flush();
        try (Terminal terminal = ClientTerminal.open(TerminalWords.parse(words), input, new UnclosedOutput(output))) {
            shells.open(terminal, null).run();
            terminal.writer().println();
            terminal.flush();
        }
    }
}
