package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.plugin.Plugins;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads all plugins anew when the node gets the signal HUP (spec §9.3). */
@Component(
        service = {},
        immediate = true,
        configurationPid = DispatcherEndpoint.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ReloadOnHangUp {

    private static final Logger LOG = LoggerFactory.getLogger(ReloadOnHangUp.class);

    private final HangUpSignal signal;

    @Activate
    public ReloadOnHangUp(@Reference Plugins plugins) {
        this.signal = new HangUpSignal(() -> {
            LOG.info("The signal HUP came: all plugins are loaded anew");
            plugins.reloadAll();
        });
    }

    /** Settings do not concern it. */
    @Modified
    void modified() {}

    @Deactivate
    void deactivate() {
        signal.close();
    }
}
