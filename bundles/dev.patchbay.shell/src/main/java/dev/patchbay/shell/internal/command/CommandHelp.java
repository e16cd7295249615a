package dev.patchbay.shell.internal.command;

import java.util.List;
import org.apache.felix.service.command.Descriptor;

/**
 * How a command is used, read from the {@link Descriptor} of its class: the first line is the usage, the second the
 * summary, the rest is detail.
 *
 * @param usage the command's name and its words, such as {@code call METHOD [JSON...]}
 * @param summary one sentence
 * @param detail more lines, or empty
 */
public record CommandHelp(String usage, String summary, String detail) {

    static CommandHelp of(Class<?> command) {
        Descriptor descriptor = command.getAnnotation(Descriptor.class);
        if (descriptor == null) {
            throw new IllegalStateException("Expected @Descriptor on " + command.getName() + ", got none");
        }
        List<String> lines = descriptor.value().lines().toList();
        String detail = String.join("\n", lines.subList(2, lines.size()));
        return new CommandHelp(lines.get(0), lines.get(1), detail.strip().isEmpty() ? "" : detail);
    }

    /** The word the command is called by. */
    public String name() {
        int space = usage.indexOf(' ');
        return space < 0 ? usage : usage.substring(0, space);
    }
}
