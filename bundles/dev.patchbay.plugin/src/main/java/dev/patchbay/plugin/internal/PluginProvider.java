package dev.patchbay.plugin.internal;

import dev.patchbay.plugin.Plugins;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.Queryable;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Description;
import dev.patchbay.session.RequiresRole;
import dev.patchbay.session.User;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The plugins, by RPC. */
@ProviderName("plugin")
@RequiresRole(User.ADMIN)
@Component
public final class PluginProvider implements Provider {

    private static final int UNKNOWN = 2;

    private final Plugins plugins;

    @Activate
    public PluginProvider(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    /** All of them. */
    @RpcMethod
    @Queryable(id = "name")
    @Description("The plugins in the order of initialising, those that are not initialised last, with the reason.")
    public List<Plugins.Status> list() {
        return plugins.list();
    }

    /** One, and those that depend on it. */
    @RpcMethod
    @Description("Cleans up a plugin and those that depend on it, and initialises them again.")
    public void reload(String name) throws CallException {
        if (!plugins.reload(name)) {
            throw new CallException(UNKNOWN, "There is no plugin '" + name + "'; plugin.list lists them");
        }
    }

    /** All of them. */
    @RpcMethod("reload_all")
    @Description("Cleans up all plugins and initialises them again.")
    public void reloadAll() {
        plugins.reloadAll();
    }
}
