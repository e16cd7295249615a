package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.driver.Outcome;
import java.io.IOException;

/**
 * One round of one contender.
 *
 * @param rate answers a second
 * @param p50InMs median latency
 * @param p99InMs latency that one of a hundred exceeds
 * @param maxInMs the longest latency
 * @param serverCpu processor seconds of the server for a million answers
 * @param driverCpu processor seconds of the driver for a million answers
 */
record Sample(double rate, double p50InMs, double p99InMs, double maxInMs, double serverCpu, double driverCpu) {

    /**
     * Measures one.
     *
     * @throws IOException when a connection was lost or a call not answered
     */
    static Sample of(Runner runner, long durationInMs) throws IOException, InterruptedException {
        CpuMeter cpu = new CpuMeter(runner.process().vitals());
        Outcome outcome = runner.run(durationInMs);
        check(runner.name(), outcome);
        return new Sample(
                outcome.rate(),
                outcome.latency().percentileInMs(50),
                outcome.latency().percentileInMs(99),
                outcome.latency().percentileInMs(100),
                cpu.serverPerMillion(outcome.answered()),
                cpu.driverPerMillion(outcome.answered()));
    }

    private static void check(String name, Outcome outcome) throws IOException {
        if (outcome.unanswered() > 0 || outcome.lost() > 0 || outcome.answered() == 0) {
            throw new IOException("Expected every call to " + name + " to be answered, got "
                    + outcome.answered() + " answers, " + outcome.unanswered() + " unanswered and " + outcome.lost()
                    + " lost connections");
        }
    }
}
