package org.example.tv;

import dev.patchbay.event.spi.EventSource;
import dev.patchbay.event.spi.EventSourceName;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Publishes {@code tv.state} when the television begins and whenever it changes; its properties are those of
 * {@link State}.
 */
@EventSourceName("tv")
@Component
public final class StateEvents implements EventSource {

    static final String EVENT = "tv.state";

    private final Television television;

    @Activate
    public StateEvents(@Reference Television television) {
        this.television = television;
    }

    @Override
    public void run(Sink sink) throws InterruptedException {
        BlockingQueue<State> news = new LinkedBlockingQueue<>(); // unbounded: people press buttons
        Runnable forget = television.listen(news::add);
        try {
            while (true) {
                sink.publish(EVENT, news.take().toProperties());
            }
        } finally {
            forget.run();
        }
    }
}
