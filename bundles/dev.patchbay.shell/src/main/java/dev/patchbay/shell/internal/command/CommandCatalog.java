package dev.patchbay.shell.internal.command;

import java.util.List;
import java.util.Optional;

/** The commands that are there now. Thread-safe. */
public interface CommandCatalog {

    /** All of them, by name. */
    List<ShellCommand> commands();

    /** The one of that name. */
    default Optional<ShellCommand> find(String name) {
        return commands().stream()
                .filter(command -> command.help().name().equals(name))
                .findFirst();
    }

    /** Their names, sorted. */
    default List<String> names() {
        return commands().stream().map(command -> command.help().name()).toList();
    }
}
