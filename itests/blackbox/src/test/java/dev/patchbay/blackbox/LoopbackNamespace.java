package dev.patchbay.blackbox;

import java.util.ArrayList;
import java.util.List;
import org.junit.Assume;

/**
 * A network of Linux that has nothing but loopback: what listens on every address there is reached by nobody else, at
 * 127.0.0.1 as well as at 127.0.0.2 and ::1. It is there as long as this is open, and those that run in it.
 */
final class LoopbackNamespace implements AutoCloseable {

    private static final String HOLDER = """
            ip link set lo up || exit
            ip address show dev lo | grep -q ::1 || { echo no IPv6; exit; }
            echo up && exec cat
            """;

    /** Ends by itself together with this JVM, as its input does. */
    private final Process holder;

    /** Skips the test where none can be made, as a container may forbid. */
    LoopbackNamespace() throws Exception {
        Programs.assume("unshare", "nsenter", "ip");
        holder = new ProcessBuilder("unshare", "--map-root-user", "--net", "sh", "-c", HOLDER)
                .redirectErrorStream(true)
                .start();
        String said = holder.inputReader().readLine();
        Assume.assumeTrue("no network namespace can be made here: " + said, "up".equals(said));
    }

    /** The command line that runs another one in it. */
    List<String> inside(List<String> command) {
        List<String> inside = new ArrayList<>(
                List.of("nsenter", "--target=" + holder.pid(), "--user", "--net", "--preserve-credentials"));
        inside.addAll(command);
        return inside;
    }

    @Override
    public void close() throws Exception {
        holder.destroy();
        holder.waitFor();
    }
}
