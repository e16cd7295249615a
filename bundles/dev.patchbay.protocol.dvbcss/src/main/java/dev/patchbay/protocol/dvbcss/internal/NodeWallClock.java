package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.clock.Clock;
import dev.patchbay.clock.SysClock;
import dev.patchbay.dvbcss.WallClock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wall clock of this node: its monotonic clock. It outlives changes of the settings, since every timeline hangs
 * under it.
 */
@Component(
        service = WallClock.class,
        immediate = true,
        configurationPid = DvbCssConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class NodeWallClock implements WallClock {

    private static final Logger LOG = LoggerFactory.getLogger(NodeWallClock.class);

    private final SysClock clock;
    private final boolean rawOrigin;

    @Activate
    public NodeWallClock(DvbCssConfig config) {
        rawOrigin = config.rawOrigin();
        clock = rawOrigin ? SysClock.raw() : new SysClock();
    }

    @Modified
    void modified(DvbCssConfig config) {
        if (config.rawOrigin() != rawOrigin) {
            LOG.warn("'rawOrigin' of section 'dvbcss' holds from the next start on: a wall clock must not jump");
        }
    }

    @Override
    public Clock clock() {
        return clock;
    }
}
