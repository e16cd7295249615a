package dev.patchbay.shell.internal;

import dev.patchbay.shell.internal.command.ShellCommand;
import java.util.Collection;
import java.util.List;
import org.apache.felix.service.command.CommandSession;

/** The Gogo commands that other bundles brought, such as {@code felix:lb}. */
final class OtherCommands {

    /** The session variable in which Gogo lists all commands as {@code scope:function}. */
    private static final String ALL = ".commands";

    private OtherCommands() {}

    /** Their full names, sorted. */
    static List<String> in(CommandSession session) {
        return session.get(ALL) instanceof Collection<?> names
                ? names.stream()
                        .map(String::valueOf)
                        .filter(name -> !name.startsWith(ShellCommand.SCOPE + ":"))
                        .sorted()
                        .toList()
                : List.of();
    }
}
