package org.example.clock;

import dev.patchbay.event.spi.EventSource;
import dev.patchbay.event.spi.EventSourceName;
import java.time.Instant;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Publishes {@code clock.tick}, at every full second unless configured otherwise. */
@EventSourceName("clock")
@Component(configurationPid = "org.example.clock")
@Designate(ocd = ClockTicks.Config.class)
public final class ClockTicks implements EventSource {

    @ObjectClassDefinition(name = "Clock", description = "A clock that ticks.")
    public @interface Config {

        @AttributeDefinition(name = "Period", description = "Time between two ticks, in milliseconds.", min = "1")
        long periodInMs() default 1_000;
    }

    private final long periodInMs;

    @Activate
    public ClockTicks(Config config) {
        this(config.periodInMs());
    }

    ClockTicks(long periodInMs) {
        this.periodInMs = periodInMs;
    }

    @Override
    public void run(Sink sink) throws InterruptedException {
        for (long count = 1; true; count++) {
            Thread.sleep(periodInMs - System.currentTimeMillis() % periodInMs);
            sink.publish("clock.tick", Map.of("time", Instant.now().toString(), "count", count));
        }
    }
}
