package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.process.Vitals;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * What a node costs that has nothing to do.
 *
 * @param processes of modules that it had afterwards
 * @param cpuInPercent of one processor
 * @param heapInBytes live, after a full collection
 * @param residentInBytes all memory of its process
 */
record IdleCost(long processes, double cpuInPercent, long heapInBytes, long residentInBytes) {

    /** The collection, and what was done before, may still cost something. */
    private static final int SETTLING_IN_SEC = 5;

    private static final double PERCENT = 100;

    /** Looks at it for so long, and some seconds more. */
    static IdleCost of(ModuleNode node, int seconds) throws IOException, InterruptedException {
        long heap = node.process().census().bytes();
        TimeUnit.SECONDS.sleep(SETTLING_IN_SEC);
        Vitals vitals = node.process().vitals();
        double before = vitals.cpuInSec();
        TimeUnit.SECONDS.sleep(seconds);
        double used = vitals.cpuInSec() - before;
        return new IdleCost(node.processes(), PERCENT * used / seconds, heap, vitals.residentInBytes());
    }
}
