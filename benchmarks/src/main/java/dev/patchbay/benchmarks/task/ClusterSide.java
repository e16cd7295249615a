package dev.patchbay.benchmarks.task;

import dev.patchbay.cluster.Cluster;
import dev.patchbay.cluster.ClusterEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** This node as one side of two, over the cluster. */
@Component(service = ClusterSide.class)
public final class ClusterSide {

    private final EventSide side;
    private final List<Cluster.Registration> registrations;

    /** Hears from now on. */
    @Activate
    public ClusterSide(@Reference Cluster cluster) {
        side = new EventSide((event, number) -> send(cluster, event, number));
        registrations = List.of(
                cluster.subscribe(EventSide.TICK, this::heard),
                cluster.subscribe(EventSide.PING, this::heard),
                cluster.subscribe(EventSide.PONG, this::heard));
    }

    private static void send(Cluster cluster, String event, long number) throws IOException {
        if (!cluster.send(event, Map.of("n", number, "text", EventSide.TEXT))) {
            throw new IOException("Expected the cluster to take event " + event + " " + number + ", got a refusal");
        }
    }

    private void heard(ClusterEvent event) throws Exception {
        if (!(event.data() instanceof Map<?, ?> data) || !(data.get("n") instanceof Number number)) {
            throw new IOException("Expected a number n, got " + event.data());
        }
        side.heard(event.event(), number.longValue());
    }

    EventSide side() {
        return side;
    }

    @Deactivate
    void deactivate() {
        registrations.forEach(Cluster.Registration::close);
    }
}
