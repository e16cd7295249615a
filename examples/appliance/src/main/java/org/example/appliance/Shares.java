package org.example.appliance;

import dev.patchbay.plugin.PluginDispatcher;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Description;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What of which volume is offered to the network, callable as {@code share.create} and so on. */
@Description("What is offered to the network.")
public final class Shares implements Provider {

    /** A share and the volume it shows. */
    public record Share(String name, String volume) {}

    private final PluginDispatcher dispatcher;

    /** By name; guarded by itself. */
    private final Map<String, Share> shares = new TreeMap<>();

    Shares(PluginDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @RpcMethod
    @Description("All shares, by name.")
    public List<Share> list() {
        synchronized (shares) {
            return new ArrayList<>(shares.values());
        }
    }

    @RpcMethod
    @Description("Offers a volume to the network.")
    public void create(String name, String volume) throws CallException, InterruptedException {
        dispatcher.callSync("volume.get", volume); // refuses a volume that does not exist
        synchronized (shares) {
            shares.put(name, new Share(name, volume));
        }
    }

    @RpcMethod
    @Description("Offers it no longer.")
    public void delete(String name) {
        synchronized (shares) {
            shares.remove(name);
        }
    }

    /** Whether no share shows that volume. */
    boolean isFree(Object volume) {
        return list().stream().noneMatch(share -> share.volume().equals(volume));
    }
}
