package dev.patchbay.protocol.jsonrpc.internal;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Runs work at once on the caller's thread, or keeps it until told to, so that tests need no threads. */
final class Workers implements Executor {

    private final Queue<Runnable> held = new ArrayDeque<>();
    private boolean holding;

    void hold() {
        holding = true;
    }

    void release() {
        holding = false;
        for (Runnable work = held.poll(); work != null; work = held.poll()) {
            work.run();
        }
    }

    @Override
    public void execute(Runnable work) {
        if (holding) {
            held.add(work);
        } else {
            work.run();
        }
    }
}
