package dev.patchbay.shell.internal;

import dev.patchbay.shell.internal.command.CommandCatalog;
import dev.patchbay.shell.internal.command.ShellCommand;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes a command's name, and then whatever that command knows about its first word. */
final class ShellCompleter implements Completer {

    private final CommandCatalog catalog;
    private final Supplier<List<String>> others;

    /** @param others commands that are not ours, by full name */
    ShellCompleter(CommandCatalog catalog, Supplier<List<String>> others) {
        this.catalog = catalog;
        this.others = others;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line.wordIndex() == 0) {
            catalog.commands().forEach(command -> candidates.add(command(command)));
            add(others.get(), candidates);
        } else if (line.wordIndex() == 1) {
            catalog.find(line.words().get(0)).ifPresent(command -> add(command.candidates(), candidates));
        }
    }

    private static Candidate command(ShellCommand command) {
        String name = command.help().name();
        return new Candidate(name, name, null, command.help().summary(), null, null, true);
    }

    private static void add(Collection<String> names, List<Candidate> candidates) {
        names.forEach(name -> candidates.add(new Candidate(name)));
    }
}
