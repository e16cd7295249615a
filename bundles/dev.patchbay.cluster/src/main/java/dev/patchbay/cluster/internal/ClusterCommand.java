package dev.patchbay.cluster.internal;

import dev.patchbay.cluster.Cluster;
import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.node.spi.ControlCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says who is in the cluster, a line for each node. */
@Component(property = ControlCommand.WORD + "=cluster")
public final class ClusterCommand implements ControlCommand {

    private final Cluster cluster;

    @Activate
    public ClusterCommand(@Reference Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void run(List<String> words, InputStream input, OutputStream output) throws IOException {
        StringBuilder text = new StringBuilder();
        for (ClusterNode node : cluster.nodes()) {
            text.append(node.name());
            text.append(node.address().isEmpty() ? "" : " " + node.address());
            text.append(node.name().equals(cluster.self()) ? " (this node)\n" : "\n");
        }
        output.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
