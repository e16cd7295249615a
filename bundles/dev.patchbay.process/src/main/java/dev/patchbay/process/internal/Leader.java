package dev.patchbay.process.internal;

/**
 * A process we have started, to be signalled. To see that an id is not somebody else's by now, Java opens a file, which it
 * cannot when the node is out of descriptors; then the guard, which needs none, does it. The id of a process that has not
 * been reaped is nobody else's.
 */
final class Leader {

    private final Process process;
    private final Guard guard;

    Leader(Process process, Guard guard) {
        this.process = process;
        this.guard = guard;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM. */
    void tell() {
        if (!process.toHandle().destroy() && process.isAlive()) {
            guard.tell(process.pid());
        }
    }

    /** SIGKILL. */
    void force() {
        if (!process.toHandle().destroyForcibly() && process.isAlive()) {
            guard.force(process.pid());
        }
    }
}
