package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.driver.Rpc;
import dev.patchbay.benchmarks.process.Node;
import dev.patchbay.benchmarks.process.NodePlan;
import dev.patchbay.benchmarks.process.ServerProcess;

/**
 * A node that serves DVB CSS and has the bench bundle.
 *
 * @param node its process; its wall clock is the system's monotonic clock as it is, so that both can be compared
 * @param wallClockPort of UDP, at 127.0.0.1
 */
record CssNode(Node node, int wallClockPort) {

    /** Where content information is told. */
    static final String CII = "/cii";

    /** Where timelines are followed. */
    static final String TS = "/ts";

    static CssNode start(Arena arena) throws Exception {
        int port = ServerProcess.freePort();
        NodePlan plan = NodePlan.PLAIN
                .with("dvbcss", "{\"rawOrigin\": true, \"initial\": {\"contentId\": \"dvb://bench\"}}")
                .with("dvbcssWallClock", "{\"port\": " + port + "}")
                .with("dvbcssCii", "{}")
                .with("dvbcssTs", "{}");
        return new CssNode(arena.startNodeWithBundle(plan, Rpc.taskRun(1, "bench.css.shift", "{\"ticks\":0}")), port);
    }
}
