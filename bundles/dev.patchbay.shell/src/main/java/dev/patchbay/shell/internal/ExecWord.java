package dev.patchbay.shell.internal;

import dev.patchbay.cli.words.ControlWords;
import dev.patchbay.cli.words.ExitLine;
import dev.patchbay.node.spi.ControlCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The control socket's word {@code exec}: runs one command line, which follows the word or, when it is too long for
 * that or its blanks matter, comes after {@link ControlWords#READY}. The last line of the answer is an
 * {@link ExitLine}.
 */
@Component(property = ControlCommand.WORD + "=" + ControlWords.EXEC)
public final class ExecWord implements ControlCommand {

    private final Shells shells;

    @Activate
    public ExecWord(@Reference Shells shells) {
        this.shells = shells;
    }

    @Override
    public void run(List<String> words, InputStream input, OutputStream output) throws IOException {
        LineStartOutput lines = new LineStartOutput(output);
        PrintStream out = new PrintStream(lines, true, StandardCharsets.UTF_8);
        String line = words.isEmpty() ? askForLine(input, out) : String.join(" ", words);
        int status = execute(line, input, out);
        out.flush();
        if (!lines.isAtLineStart()) {
            out.println();
        }
        out.println(ExitLine.of(status));
    }

    private int execute(String line, InputStream input, PrintStream out) {
        try (CommandSession session = shells.session(InputStream.nullInputStream(), out)) {
            ClientWatch.start(input, session);
            return CommandRun.execute(session, line, out);
        }
    }

    private static String askForLine(InputStream input, PrintStream out) throws IOException {
        out.println(ControlWords.READY);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = input.read(); next >= 0 && next != '\n'; next = input.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
