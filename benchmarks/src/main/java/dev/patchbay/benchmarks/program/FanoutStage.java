package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.driver.Burst;
import dev.patchbay.benchmarks.driver.Deliveries;
import dev.patchbay.benchmarks.driver.FanoutDriver;
import dev.patchbay.benchmarks.driver.Marker;
import dev.patchbay.benchmarks.driver.Request;
import dev.patchbay.benchmarks.process.ServerProcess;
import java.io.IOException;

/**
 * A contender of the fan-out, its subscribers in place.
 *
 * @param name what the report calls it
 * @param process its process
 * @param driver of its publisher and subscribers
 * @param burst asks for a burst; <code>{n}</code> stands for the first number, <code>%d</code> for how many
 */
record FanoutStage(String name, ServerProcess process, FanoutDriver driver, String burst) implements AutoCloseable {

    private static final Marker NUMBER = new Marker("\"n\":");

    /**
     * Measures one round.
     *
     * @throws IOException when an event was missing or in the wrong place
     */
    Round run(int outstanding, long durationInMs) throws IOException {
        CpuMeter cpu = new CpuMeter(process.vitals());
        Burst request = new Burst(Request.of(burst.formatted(outstanding)), NUMBER, outstanding);
        Deliveries deliveries = driver.run(request, durationInMs);
        check(deliveries);
        return new Round(
                deliveries.rate(),
                deliveries.latency().percentileInMs(99),
                cpu.serverPerMillion(deliveries.delivered()),
                cpu.driverPerMillion(deliveries.delivered()));
    }

    private void check(Deliveries deliveries) throws IOException {
        if (deliveries.missing() > 0 || deliveries.wrong() > 0) {
            throw new IOException("Expected every event of " + name + " once and in order, got "
                    + deliveries.missing() + " missing and " + deliveries.wrong() + " wrong beside "
                    + deliveries.delivered() + " delivered");
        }
    }

    @Override
    public void close() throws IOException {
        driver.close();
    }

    /**
     * What a round gave.
     *
     * @param rate deliveries a second
     * @param p99InMs from a burst to its last delivery; one of a hundred takes longer
     * @param serverCpu processor seconds of the server for a million deliveries
     * @param driverCpu processor seconds of the driver for a million deliveries
     */
    record Round(double rate, double p99InMs, double serverCpu, double driverCpu) {}
}
