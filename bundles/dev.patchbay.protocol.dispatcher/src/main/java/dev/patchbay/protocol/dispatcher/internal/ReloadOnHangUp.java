package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.plugin.Plugins;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads all plugins anew when the node gets the signal HUP (spec §9.3). Not where the node's shell has a terminal: there HUP
 * says that the terminal was closed, which ends the node as it ends every program.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = DispatcherEndpoint.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ReloadOnHangUp {

    private static final Logger LOG = LoggerFactory.getLogger(ReloadOnHangUp.class);

    private static final String INTERACTIVE = "patchbay.interactive";

    private final Optional<HangUpSignal> signal;

    @Activate
    public ReloadOnHangUp(BundleContext context, @Reference Plugins plugins) {
        this.signal = Boolean.parseBoolean(context.getProperty(INTERACTIVE))
                ? Optional.empty()
                : Optional.of(new HangUpSignal(() -> {
                    LOG.info("The signal HUP came: all plugins are loaded anew");
                    plugins.reloadAll();
                }));
    }

    /** Settings do not concern it. */
    @Modified
    void modified() {}

    @Deactivate
    void deactivate() {
        signal.ifPresent(HangUpSignal::close);
    }
}
