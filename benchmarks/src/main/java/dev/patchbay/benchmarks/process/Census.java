package dev.patchbay.benchmarks.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lives on the heap of another JVM after a full collection.
 *
 * @param bytes of all objects
 * @param classes loaded classes, arrays and primitive types among them
 */
public record Census(long bytes, long classes) {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern CLASSES =
            Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+java\\.lang\\.Class(?: .*)?$");

    /** What the collector fills gaps with; nothing refers to it. */
    private static final Pattern FILLER =
            Pattern.compile("(?m)^\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+\\S*jdk\\.internal\\.vm\\.Filler.*$");

    /**
     * Takes it; stops the process for as long as a full collection takes.
     *
     * @param jdk whose {@code jcmd} is used
     */
    static Census take(Path jdk, long pid) throws IOException, InterruptedException {
        run(jdk, pid, "GC.run");
        return read(run(jdk, pid, "GC.class_histogram"));
    }

    /** Reads it from a class histogram. */
    static Census read(String histogram) throws IOException {
        long filling = FILLER.matcher(histogram)
                .results()
                .mapToLong(row -> Long.parseLong(row.group(1)))
                .sum();
        return new Census(find(TOTAL, histogram) - filling, find(CLASSES, histogram));
    }

    private static long find(Pattern pattern, String histogram) throws IOException {
        Matcher matcher = pattern.matcher(histogram);
        if (!matcher.find()) {
            throw new IOException("Expected a class histogram from jcmd, got: "
                    + histogram.lines().findFirst().orElse("nothing"));
        }
        return Long.parseLong(matcher.group(1));
    }

    private static String run(Path jdk, long pid, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(jdk.resolve("bin/jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd " + pid + " " + command + " failed: " + output.strip());
        }
        return output;
    }
}
