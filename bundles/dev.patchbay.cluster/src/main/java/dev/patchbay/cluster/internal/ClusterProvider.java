package dev.patchbay.cluster.internal;

import dev.patchbay.cluster.Cluster;
import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.Queryable;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Description;
import dev.patchbay.schema.Length;
import dev.patchbay.session.RequiresRole;
import dev.patchbay.session.User;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The cluster by RPC. */
@ProviderName("cluster")
@Component
public final class ClusterProvider implements Provider {

    private static final int RESERVED = 1;

    private final Cluster cluster;

    @Activate
    public ClusterProvider(@Reference Cluster cluster) {
        this.cluster = cluster;
    }

    /** Who is in the cluster now. */
    @RpcMethod
    @Queryable(id = "name")
    @Description("The nodes that hear one another, this one included, sorted by name.")
    public List<ClusterNode> nodes() {
        return cluster.nodes();
    }

    /** Raises an event on every other node. */
    @RpcMethod
    @RequiresRole(User.ADMIN)
    @Description("Raises an event on every other node; answers whether it is on its way or there is nobody to hear it.")
    public boolean send(@Length(min = 1) String event, Object data) throws CallException {
        if (Bridge.isReserved(event)) {
            throw new CallException(RESERVED, "Expected a name of your own, got the reserved " + event);
        }
        return cluster.send(event, data);
    }
}
