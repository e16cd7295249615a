package dev.patchbay.shell.internal.command;

import dev.patchbay.dispatch.Failure;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a command was asked to do failed; the message is for the person at the shell, and may have several lines. */
public final class CommandFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Makes it.
     *
     * @param message what failed and what to do
     */
    public CommandFailedException(String message) {
        super(message);
    }

    /** The failure of a call: its message and a line for each violation. */
    static CommandFailedException of(Failure failure) {
        StringBuilder message = new StringBuilder(failure.message());
        if (failure.kind() == Failure.Kind.INVALID_INPUT && failure.data() instanceof List<?> violations) {
            violations.forEach(violation -> message.append("\n  ").append(line(violation)));
        }
        return new CommandFailedException(message.toString());
    }

    private static String line(Object violation) {
        return violation instanceof Map<?, ?> members
                ? Objects.toString(members.get("path"), "") + ": " + members.get("message")
                : violation.toString();
    }
}
