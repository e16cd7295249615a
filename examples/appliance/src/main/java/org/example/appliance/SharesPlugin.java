package org.example.appliance;

import dev.patchbay.plugin.PluginDispatcher;
import dev.patchbay.plugin.spi.Plugin;
import dev.patchbay.plugin.spi.PluginName;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Registers shares, and has a say in what happens to volumes. */
@PluginName("shares")
@Component
public final class SharesPlugin implements Plugin {

    @Override
    public List<String> depends() {
        return List.of("storage");
    }

    @Override
    public void init(PluginDispatcher dispatcher) {
        Shares shares = new Shares(dispatcher);
        dispatcher.attachHook(StoragePlugin.MAY_DELETE, args -> shares.isFree(args.get(0)));
        dispatcher.registerProvider("share", shares);
    }
}
