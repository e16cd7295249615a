package dev.patchbay.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What Linux says about a process. */
public final class Vitals {

    private static final double TICKS_PER_SEC = 100;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    private final Path folder;

    private Vitals(Path folder) {
        this.folder = folder;
    }

    /** Those of a running process. */
    public static Vitals of(long pid) {
        return new Vitals(Path.of("/proc", Long.toString(pid)));
    }

    /** Processor time used since its start, in seconds, to 10 ms. */
    public double cpuInSec() throws IOException {
        String stat = Files.readString(folder.resolve("stat"));
        // the command in parentheses may contain anything, so count from behind it
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) / TICKS_PER_SEC;
    }

    /** Resident memory, in bytes. */
    public long residentInBytes() throws IOException {
        String line = Files.readAllLines(folder.resolve("status")).stream()
                .filter(text -> text.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow(() -> new IOException("Expected VmRSS in " + folder.resolve("status") + ", got none"));
        return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
    }

    /** Its command line. */
    List<String> arguments() throws IOException {
        return Arrays.asList(Files.readString(folder.resolve("cmdline")).split("\0", -1));
    }
}
