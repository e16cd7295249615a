package dev.patchbay.shell.internal;

import dev.patchbay.shell.internal.command.CommandCatalog;
import dev.patchbay.shell.internal.command.RunningCommands;
import dev.patchbay.shell.internal.command.Screen;
import dev.patchbay.shell.internal.command.ShellCommand;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes shells and their Gogo sessions. Thread-safe. */
@Component(service = Shells.class)
public final class Shells {

    private final CommandProcessor processor;
    private final CommandCatalog catalog;

    @Activate
    public Shells(@Reference CommandProcessor processor, @Reference CommandCatalog catalog) {
        this.processor = processor;
        this.catalog = catalog;
    }

    /**
     * A shell on a terminal; the caller runs it and closes the terminal.
     *
     * @param history where lines are kept for the next time; null to forget them
     */
    Shell open(Terminal terminal, @Nullable Path history) {
        CommandSession session = session(terminal.input(), terminal.output());
        session.put(Screen.TERMINAL, terminal);
        return new Shell(terminal, session, reader(terminal, session, history));
    }

    /** A session in which our commands come first and words are left as typed; the caller closes it. */
    CommandSession session(InputStream input, OutputStream output) {
        CommandSession session = processor.createSession(input, output, output);
        RunningCommands.countIn(session);
        session.put("SCOPE", ShellCommand.SCOPE + ":*");
        // a mask such as clock.* is no file name
        session.put(CommandSession.OPTION_NO_GLOB, true);
        return session;
    }

    private LineReader reader(Terminal terminal, CommandSession session, @Nullable Path history) {
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .appName("patchbay")
                .terminal(terminal)
                .completer(new ShellCompleter(catalog, () -> OtherCommands.in(session)))
                // backslashes and quotes belong to JSON and to Gogo
                .parser(new DefaultParser().escapeChars(null).quoteChars(new char[0]))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
        if (history != null) {
            builder.variable(LineReader.HISTORY_FILE, history);
        }
        return builder.build();
    }
}
