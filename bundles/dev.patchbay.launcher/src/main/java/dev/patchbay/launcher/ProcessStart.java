package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** When this process began, to about 10 ms; a script that ends in {@code exec} is counted in. */
final class ProcessStart {

    private static final int TICKS_PER_SECOND = 100;

    private ProcessStart() {}

    static Instant instant() {
        try {
            return fromKernel();
        } catch (IOException | RuntimeException e) {
            return ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        }
    }

    /** {@link ProcessHandle} adds to a boot time of whole seconds, which is up to a second off. */
    private static Instant fromKernel() throws IOException {
        double uptimeInSec = Double.parseDouble(wordOf(Files.readString(Path.of("/proc/uptime")), 0));
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String behindName = stat.substring(stat.lastIndexOf(')') + 2);
        double startInSec = Double.parseDouble(wordOf(behindName, 19)) / TICKS_PER_SECOND;
        return Instant.now().minusMillis(Math.round((uptimeInSec - startInSec) * 1000));
    }

    private static String wordOf(String line, int index) {
        return line.split("\\s+", -1)[index];
    }
}
