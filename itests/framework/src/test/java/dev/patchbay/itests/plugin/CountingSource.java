package dev.patchbay.itests.plugin;

import dev.patchbay.event.spi.EventSource;
import java.util.Map;

/** Says once that it runs, then waits for its end and says that too. */
public final class CountingSource implements EventSource {

    @Override
    public void run(Sink sink) throws Exception {
        sink.publish("counting.started", Map.of("by", "source"));
        try {
            Thread.currentThread().join();
        } finally {
            sink.publish("counting.ended", Map.of("by", "source"));
        }
    }
}
