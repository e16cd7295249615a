package dev.patchbay.shell.internal.command;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.jspecify.annotations.Nullable;

/**
 * A command of the shell. Its class carries a {@link Descriptor} that {@link CommandHelp} reads, and Gogo hands it the
 * words as they were typed, so that each command says itself what it expected.
 *
 * <p>Runs on a thread of Gogo's that is interrupted by Ctrl-C and when the client has gone.
 */
public abstract class ShellCommand implements Function {

    /** The Gogo scope of all commands. */
    public static final String SCOPE = "patchbay";

    private final CommandHelp help = CommandHelp.of(getClass());

    /** How it is used. */
    public final CommandHelp help() {
        return help;
    }

    /** What its first word may be now, for completion; empty when anything may. */
    public List<String> candidates() {
        return List.of();
    }

    @Override
    public final @Nullable Object execute(CommandSession session, List<Object> arguments) throws Exception {
        List<String> typed = arguments.stream().map(String::valueOf).toList();
        RunningCommands running = RunningCommands.of(session);
        running.began();
        try {
            run(new Words(typed, help.usage()), Screen.of(session));
            return null;
        } finally {
            running.ended();
        }
    }

    /**
     * Does the work and prints; may block.
     *
     * @throws Exception whose message becomes the line {@code error: …}
     */
    protected abstract void run(Words words, Screen screen) throws Exception;
}
