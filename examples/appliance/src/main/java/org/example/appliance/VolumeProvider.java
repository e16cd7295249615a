package org.example.appliance;

import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.Queryable;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Accepts;
import dev.patchbay.schema.Description;
import dev.patchbay.schema.Returns;
import java.util.List;

/** Volumes by RPC, callable as {@code volume.create} and so on. */
@Description("Where data is kept.")
public final class VolumeProvider implements Provider {

    private final Volumes volumes;

    VolumeProvider(Volumes volumes) {
        this.volumes = volumes;
    }

    /** As {@code volume.query} it tells those who subscribe to {@code entity-subscriber.volume.changed} what changed. */
    @RpcMethod
    @Queryable(id = "name")
    @Description("All volumes, by name.")
    @Returns("{\"type\": \"array\", \"items\": {\"$ref\": \"Volume\"}}")
    public List<Volume> list() {
        return volumes.list();
    }

    @RpcMethod
    @Description("One volume.")
    @Returns("{\"$ref\": \"Volume\"}")
    public Volume get(String name) throws CallException {
        return volumes.get(name);
    }

    @RpcMethod
    @Description("Makes a volume.")
    @Accepts("{\"type\": \"array\", \"prefixItems\": [{\"$ref\": \"Volume\"}], \"minItems\": 1}")
    public void create(Volume volume) throws CallException {
        volumes.create(volume);
    }

    @RpcMethod
    @Description("Deletes a volume that nothing uses.")
    public void delete(String name) throws CallException {
        volumes.delete(name);
    }
}
