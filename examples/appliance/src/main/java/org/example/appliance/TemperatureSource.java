package org.example.appliance;

import dev.patchbay.event.spi.EventSource;
import java.util.Map;

/** Measures the disks' temperature; registered on demand, so nothing is measured while nobody listens. */
final class TemperatureSource implements EventSource {

    static final String EVENT = "volume.temperature";

    private static final int COOL = 30;

    private final long periodInMs;

    TemperatureSource(long periodInMs) {
        this.periodInMs = periodInMs;
    }

    @Override
    public void run(Sink sink) throws InterruptedException {
        for (int count = 0; true; count++) {
            sink.publish(EVENT, Map.of("celsius", COOL + count % 10));
            Thread.sleep(periodInMs);
        }
    }
}
