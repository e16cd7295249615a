package dev.patchbay.cluster.zephserver.internal;

import static org.junit.Assert.assertNotNull;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterReceiver;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a link tells. */
class RecordingReceiver implements ClusterReceiver {

    final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    volatile List<String> names = List.of();

    @Override
    public void received(String peer, String envelopes) {
        texts.add(envelopes);
    }

    @Override
    public void nodesChanged(List<ClusterNode> nodes) {
        names = nodes.stream().map(ClusterNode::name).toList();
    }

    Map<?, ?> next() throws InterruptedException, JsonException {
        String text = texts.poll(20, TimeUnit.SECONDS);
        assertNotNull("Nothing has come", text);
        return (Map<?, ?>) Json.parse(text);
    }
}
