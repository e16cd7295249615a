package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.driver.Histogram;
import dev.patchbay.benchmarks.process.BenchBundle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

/** Replaces the bench bundle of a node by newer versions, one at a time. */
final class Replacer {

    private static final int SLOW_STEPS = 5;
    private static final long SLOW_PAUSE_IN_MS = 60;

    private final BenchBundle bundle;
    private final Path deploy;
    private final VersionWatch watch;

    Replacer(BenchBundle bundle, Path deploy, VersionWatch watch) {
        this.bundle = bundle;
        this.deploy = deploy;
        this.watch = watch;
    }

    /**
     * Replaces it so many times, each time waiting for the new version to answer.
     *
     * @param slowEvery one in so many is written slowly into the folder itself; the others are moved there whole
     * @return from the jar's landing to the first answer of the new version
     * @throws IOException when a version does not answer within the time
     */
    Histogram replace(int firstVersion, int count, int slowEvery, long timeoutInSec)
            throws IOException, InterruptedException {
        Histogram visible = new Histogram();
        for (int version = firstVersion; version < firstVersion + count; version++) {
            byte[] jar = bundle.version(version);
            long landedAt = version % slowEvery == 0 ? copySlowly(jar) : move(jar);
            visible.record(awaitVersion(version, timeoutInSec) - landedAt);
        }
        return visible;
    }

    private long awaitVersion(int version, long timeoutInSec) throws IOException, InterruptedException {
        long seenAt = watch.awaitFirst(version, timeoutInSec);
        if (seenAt == 0) {
            throw new IOException(
                    "Expected version " + version + " to answer within " + timeoutInSec + " s, got none of it");
        }
        return seenAt;
    }

    private long move(byte[] jar) throws IOException {
        Path whole = Files.write(deploy.resolveSibling(BenchBundle.FILE + ".new"), jar);
        Files.move(
                whole,
                deploy.resolve(BenchBundle.FILE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        return System.nanoTime();
    }

    private long copySlowly(byte[] jar) throws IOException, InterruptedException {
        try (OutputStream out = Files.newOutputStream(deploy.resolve(BenchBundle.FILE))) {
            for (int step = 0; step < SLOW_STEPS; step++) {
                int from = jar.length * step / SLOW_STEPS;
                out.write(jar, from, jar.length * (step + 1) / SLOW_STEPS - from);
                TimeUnit.MILLISECONDS.sleep(SLOW_PAUSE_IN_MS);
            }
        }
        return System.nanoTime();
    }
}
