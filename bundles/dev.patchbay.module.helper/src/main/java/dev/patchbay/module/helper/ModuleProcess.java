package dev.patchbay.module.helper;

import java.io.IOException;
import java.util.function.Function;

/**
 * The process that is a module.
 *
 * <ol>
 *   <li>It connects to its owner, the command port first; the owner gives it two seconds from its start.
 *   <li>It makes the module, and does and answers one command after the other.
 *   <li>When the owner closes, the module hears it, and {@link #run} returns.
 *   <li>{@value #GRACE_IN_MS} ms after the owner closed the process ends, if a thread of it, or a command, is still busy then.
 * </ol>
 */
public final class ModuleProcess {

    /** How long a process may still run when its owner has closed; a little less than until the owner sends SIGTERM. */
    static final long GRACE_IN_MS = 2_500;

    private ModuleProcess() {}

    /**
     * Runs a module until its owner closes. To be called from {@code main}, or on a thread of its own.
     *
     * @param args the program's arguments; the last three are host, command port and update port
     * @param module makes the module, which may keep the owner it is given; what takes long is not for here
     * @throws IOException when the owner cannot be reached
     * @throws IllegalArgumentException when the last arguments are not an address
     */
    public static void run(String[] args, Function<ModuleOwner, ModuleCommands> module) throws IOException {
        OwnerAddress address = OwnerAddress.of(args);
        try (OwnerConnection owner = OwnerConnection.open(address, ModuleProcess::endSoon)) {
            ModuleCommands commands = module.apply(owner);
            owner.answerWith(new CommandAnswerer(commands)::answer);
            commands.closed();
        }
    }

    private static void endSoon() {
        Thread end = new Thread(ModuleProcess::endAfterGrace, "module-end");
        end.setDaemon(true);
        end.start();
    }

    private static void endAfterGrace() {
        try {
            Thread.sleep(GRACE_IN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // somebody wants it to end at once
        }
        // exit would wait for shutdown hooks, and those for whatever keeps the process
        Runtime.getRuntime().halt(1);
    }
}
