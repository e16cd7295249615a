package org.example.appliance;

import dev.patchbay.query.Query;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Accepts;
import dev.patchbay.schema.Default;
import dev.patchbay.schema.Description;
import dev.patchbay.schema.Returns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Volumes by RPC, callable as {@code volume.create} and so on. */
@Description("Where data is kept.")
public final class VolumeProvider implements Provider {

    private final Volumes volumes;

    VolumeProvider(Volumes volumes) {
        this.volumes = volumes;
    }

    @RpcMethod
    @Description("All volumes, by name.")
    @Returns("{\"type\": \"array\", \"items\": {\"$ref\": \"Volume\"}}")
    public List<Volume> list() {
        return volumes.list();
    }

    /** Whoever subscribes to {@code entity-subscriber.volume.changed} is told what this says of the ids that changed. */
    @RpcMethod
    @Description("Volumes by filter and options, each with its name as id.")
    public Object query(@Default("[]") List<Object> filter, @Default("{}") Map<String, Object> options)
            throws CallException {
        return Query.of(filter, options).on(volumes.list().stream().map(VolumeProvider::row));
    }

    private static Map<String, Object> row(Volume volume) {
        Map<String, Object> row = new LinkedHashMap<>(); // in this order
        row.put("id", volume.name());
        row.put("name", volume.name());
        row.put("sizeInGib", volume.sizeInGib());
        return row;
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
