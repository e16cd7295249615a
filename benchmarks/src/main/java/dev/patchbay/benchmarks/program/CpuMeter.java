package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.process.Vitals;
import java.io.IOException;

/** Reads the processor time that a server and this program use from now on. */
final class CpuMeter {

    private static final double MILLION = 1e6;

    private final Vitals server;
    private final Vitals driver = Vitals.of(ProcessHandle.current().pid());
    private final double serverBefore;
    private final double driverBefore;

    CpuMeter(Vitals server) throws IOException {
        this.server = server;
        this.serverBefore = server.cpuInSec();
        this.driverBefore = driver.cpuInSec();
    }

    /** Processor seconds of the server for a million of what was done meanwhile. */
    double serverPerMillion(long done) throws IOException {
        return (server.cpuInSec() - serverBefore) * MILLION / done;
    }

    /** Processor seconds of this program, likewise. */
    double driverPerMillion(long done) throws IOException {
        return (driver.cpuInSec() - driverBefore) * MILLION / done;
    }
}
