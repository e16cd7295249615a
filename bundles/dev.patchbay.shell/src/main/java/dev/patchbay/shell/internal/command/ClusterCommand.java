package dev.patchbay.shell.internal.command;

import dev.patchbay.cluster.Cluster;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the nodes of the cluster. */
@Descriptor("""
        cluster
        List the nodes that hear one another, this one included.""")
@GogoCommand(scope = ShellCommand.SCOPE, function = "cluster")
@Component(service = ShellCommand.class)
public final class ClusterCommand extends ShellCommand {

    private final Cluster cluster;

    @Activate
    public ClusterCommand(@Reference Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    protected void run(Words words, Screen screen) throws Exception {
        words.end();
        Table table = new Table("NODE", "ADDRESS", "");
        cluster.nodes()
                .forEach(node ->
                        table.row(node.name(), node.address(), node.name().equals(cluster.self()) ? "this one" : ""));
        screen.table(table);
    }
}
