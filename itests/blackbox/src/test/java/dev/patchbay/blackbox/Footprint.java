package dev.patchbay.blackbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Assume;

/** What a process takes of the machine, as Linux tells it. */
final class Footprint {

    private static final String RESIDENT = "VmRSS:";
    private static final String MOST_RESIDENT = "VmHWM:";
    private static final long KIBIBYTE = 1024;

    private final Path folder;

    private Footprint(Path folder) {
        this.folder = folder;
    }

    /** That of a process that runs; skips the test where there is no such folder. */
    static Footprint of(long pid) {
        Path folder = Path.of("/proc", Long.toString(pid));
        Assume.assumeTrue("only Linux has /proc", Files.isDirectory(folder));
        return new Footprint(folder);
    }

    /** How many files, sockets and pipes it has open. */
    long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(folder.resolve("fd"))) {
            return open.count();
        }
    }

    long residentInBytes() throws IOException {
        return inBytes(RESIDENT);
    }

    /** The most it ever had. */
    long mostResidentInBytes() throws IOException {
        return inBytes(MOST_RESIDENT);
    }

    /** A limit as the system has it: the soft one, and the hard one. @param name such as {@code Max open files} */
    List<String> limits(String name) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("limits"))) {
            String line =
                    lines.filter(each -> each.startsWith(name)).findFirst().orElseThrow();
            return List.of(line.substring(name.length()).strip().split("\\s+", -1))
                    .subList(0, 2);
        }
    }

    private long inBytes(String name) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("status"))) {
            String line =
                    lines.filter(each -> each.startsWith(name)).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE;
        }
    }
}
