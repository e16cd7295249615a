package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.clock.Clock;
import dev.patchbay.dvbcss.WallClock;
import dev.patchbay.udp.UdpSettings;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * CSS-WC: offers what answers wall clock requests; whoever carries datagrams opens the port for it. Changed settings
 * are taken over in place, so that clients notice nothing but what was changed.
 */
@Component(
        service = WallClockServer.class,
        immediate = true,
        configurationPid = WallClockServer.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = WallClockServer.Config.class)
public final class WallClockServer {

    static final String PID = "dev.patchbay.dvbcssWallClock";

    /** Settings of section {@code dvbcssWallClock}. */
    @ObjectClassDefinition(
            name = "DVB CSS wall clock",
            description = "The wall clock server of DVB CSS over UDP; without this section it opens nothing. Needs"
                    + " section dvbcss.")
    public @interface Config {

        @AttributeDefinition(
                name = "Host",
                description = "Address it listens on; 0.0.0.0 for every address of the machine. One that is not"
                        + " loopback needs allowPublicWithoutAuthentication.")
        String host() default "127.0.0.1";

        @AttributeDefinition(name = "Port", description = "UDP port; 0 for a free one.", min = "0", max = "65535")
        int port() default 6677;

        @AttributeDefinition(
                name = "Public without authentication",
                description = "Allows a host that is not loopback although everybody could then ask for the time.")
        boolean allowPublicWithoutAuthentication() default false;

        @AttributeDefinition(
                name = "Precision",
                description = "How exactly the clock can be read, as clients are told, in seconds; 0 for what was"
                        + " measured at the start.",
                min = "0")
        double precisionInSec() default 0;

        @AttributeDefinition(
                name = "Largest frequency error",
                description = "How much the clock may run too fast or too slow, as clients are told, in millionths."
                        + " 50 is reasonable for a machine whose clock is disciplined, and halves what clients fear.",
                min = "0")
        double maxFrequencyErrorInPpm() default 500;

        @AttributeDefinition(
                name = "Follow-up",
                description = "Whether each answer is followed by another, to try out clients with.")
        boolean followUp() default false;

        @AttributeDefinition(
                name = "Receive buffer",
                description = "How much the system is asked to keep of what has come and not been read yet, in bytes;"
                        + " 0 for its default.",
                min = "0")
        int receiveBufferBytes() default 0;

        @AttributeDefinition(name = "Threads", description = "How many answer requests.", min = "1", max = "64")
        int threads() default 1;
    }

    /**
     * The server of the moment, for an operator.
     *
     * @param timeInNs what the wall clock shows
     */
    public record Status(
            String host,
            int port,
            double precisionInSec,
            double maxFrequencyErrorInPpm,
            boolean followUp,
            long timeInNs,
            WallClockHandler.Counts requests) {}

    private static final Logger LOG = LoggerFactory.getLogger(WallClockServer.class);

    private final Clock clock;
    private final WallClockTime time;
    private final WallClockHandler handler;
    private final WallClockPort port;
    private volatile WallClockQuality quality;
    private volatile UdpSettings udp;

    /** May block on looking up the host. @throws IllegalArgumentException when the settings are wrong */
    @Activate
    public WallClockServer(BundleContext context, @Reference WallClock wallClock, Config config) {
        clock = wallClock.clock();
        time = WallClockTime.of(clock);
        udp = udp(config);
        quality = quality(config);
        handler = new WallClockHandler(time, quality);
        WarmUp.run(time);
        port = new WallClockPort(context, handler);
        port.apply(udp, config.allowPublicWithoutAuthentication());
    }

    private static UdpSettings udp(Config config) {
        return new UdpSettings(
                config.host(),
                config.port(),
                WallClockHandler.MAX_BYTES,
                config.receiveBufferBytes(),
                config.threads());
    }

    private WallClockQuality quality(Config config) {
        double given = atLeastZero("precisionInSec", config.precisionInSec());
        return new WallClockQuality(
                given == 0 ? clock.dispersionAt(clock.now()) : given,
                atLeastZero("maxFrequencyErrorInPpm", config.maxFrequencyErrorInPpm()),
                config.followUp());
    }

    private static double atLeastZero(String key, double value) {
        if (value >= 0 && Double.isFinite(value)) {
            return value;
        }
        throw new IllegalArgumentException(
                "Expected '" + key + "' of section 'dvbcssWallClock' to be 0 or more, got " + value);
    }

    /** Settings that are wrong change nothing. May block on looking up the host. */
    @Modified
    void modified(Config config) {
        try {
            UdpSettings changed = udp(config);
            quality = quality(config);
            handler.use(quality);
            udp = changed;
            port.apply(changed, config.allowPublicWithoutAuthentication());
        } catch (IllegalArgumentException e) {
            LOG.error("{}; the settings from before hold until section dvbcssWallClock is corrected", e.getMessage());
        }
    }

    /** Whether its port is asked for, which its host may forbid. */
    boolean isOffered() {
        return port.isOffered();
    }

    Status status() {
        WallClockQuality now = quality;
        UdpSettings where = udp;
        return new Status(
                where.host(),
                where.port(),
                now.precisionInSec(),
                now.maxFrequencyErrorInPpm(),
                now.followUp(),
                time.nowInNs(),
                handler.counts());
    }

    @Deactivate
    void deactivate() {
        port.close();
    }
}
