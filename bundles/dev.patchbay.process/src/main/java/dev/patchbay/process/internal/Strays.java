package dev.patchbay.process.internal;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an earlier life of this node has left behind. */
final class Strays {

    private static final Logger LOG = LoggerFactory.getLogger(Strays.class);
    private static final long LIMIT_IN_MS = 5_000;
    private static final long LOOK_AGAIN_IN_MS = 20;

    private final Marks marks;

    Strays(Marks marks) {
        this.marks = marks;
    }

    /** Kills them and waits until they are gone. */
    void end() throws IOException, InterruptedException {
        List<ProcessHandle> strays = find();
        if (strays.isEmpty()) {
            return;
        }
        LOG.warn("Processes {} were left behind by an earlier life of this node; they are killed", pids(strays));
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_IN_MS);
        while (!strays.isEmpty() && until - System.nanoTime() > 0) {
            strays.forEach(ProcessHandle::destroyForcibly);
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_IN_MS);
            strays = find();
        }
        if (!strays.isEmpty()) {
            LOG.error("Expected SIGKILL to end processes {}, they still run; end them by hand", pids(strays));
        }
    }

    private List<ProcessHandle> find() throws IOException {
        return ProcFolder.read(0).stream()
                .filter(entry -> marks.isEarlierLife(entry.marks()))
                .flatMap(entry -> ProcessHandle.of(entry.pid()).stream())
                .filter(handle -> !isSelfOrAncestor(handle))
                .toList();
    }

    /** The node may have been started by a process of its earlier life. */
    private static boolean isSelfOrAncestor(ProcessHandle handle) {
        ProcessHandle self = ProcessHandle.current();
        while (self != null) {
            if (self.equals(handle)) {
                return true;
            }
            self = self.parent().orElse(null);
        }
        return false;
    }

    private static List<Long> pids(List<ProcessHandle> strays) {
        return strays.stream().map(ProcessHandle::pid).toList();
    }
}
