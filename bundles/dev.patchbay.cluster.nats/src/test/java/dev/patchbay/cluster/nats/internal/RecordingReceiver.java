package dev.patchbay.cluster.nats.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertNotNull;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterReceiver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a link tells. */
final class RecordingReceiver implements ClusterReceiver {

    final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    volatile List<ClusterNode> nodes = List.of();

    @Override
    public void received(String peer, String envelopes) {
        texts.add(envelopes);
    }

    @Override
    public void nodesChanged(List<ClusterNode> now) {
        nodes = now;
    }

    String next() throws InterruptedException {
        String text = texts.poll(20, TimeUnit.SECONDS);
        assertNotNull("Nothing has come", text);
        return text;
    }

    /** Within the 10 s that are promised. */
    void awaitNames(String... names) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> nodes.stream().map(ClusterNode::name).toList(), List.of(names)::equals);
    }
}
