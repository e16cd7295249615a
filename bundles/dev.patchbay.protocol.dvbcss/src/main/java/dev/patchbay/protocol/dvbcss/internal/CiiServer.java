package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.dvbcss.CiiMessage;
import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.spi.EndpointServer;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
 * CSS-CII: tells every client what is on, and what changes of that. Changed settings are taken over in place, since
 * clients of the original do not come back.
 */
@Component(
        service = CiiServer.class,
        immediate = true,
        configurationPid = CiiServer.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = CiiServer.Config.class)
public final class CiiServer extends EndpointServer<CiiClient> implements ContentState.Audience {

    static final String PID = "dev.patchbay.dvbcssCii";

    /** Settings of section {@code dvbcssCii}. */
    @ObjectClassDefinition(
            name = "DVB CSS content information",
            description = "The content information server of DVB CSS; without this section it opens nothing. Needs"
                    + " section dvbcss, which says what is on.")
    public @interface Config {

        @AttributeDefinition(name = "Path", description = "Where it answers; begins with a slash.")
        String path() default "/cii";

        @AttributeDefinition(
                name = "Enabled",
                description = "Whether clients are let in; otherwise they are refused with 403, and those that are"
                        + " connected are closed with 1001.")
        boolean enabled() default true;

        @AttributeDefinition(
                name = "Most connections",
                description = "Open at one time; past it clients are refused with 503. -1 for no limit.",
                min = "-1")
        int maxConnections() default -1;

        @AttributeDefinition(
                name = "Time until the first message",
                description = "How long after the answer to its request a client is told the state, in milliseconds."
                        + " Clients of the original lose what comes sooner.",
                min = "0")
        long firstMessageDelayInMs() default 5;

        @AttributeDefinition(
                name = "Rewriting of host and port",
                description = "Properties in which {{host}} and {{port}} become the address that the client connected"
                        + " to.")
        String[] rewriteHostPort() default {"wcUrl", "tsUrl", "teUrl", "mrsUrl"};

        @AttributeDefinition(
                name = "Origins",
                description = "Web origins that may connect: 'same', '*', or origins such as https://example.org.")
        String[] origins() default {"*"};

        @AttributeDefinition(
                name = "Largest message",
                description = "Taken from a client, in bytes; whatever it says is ignored.",
                min = "1")
        int maxMessageBytes() default 1 << 20;

        @AttributeDefinition(
                name = "Idle time",
                description = "A connection silent for so long is closed, in milliseconds; 0 for never. Clients of"
                        + " the original say nothing for hours.",
                min = "0")
        long idleTimeoutInMs() default 0;

        @AttributeDefinition(
                name = "Ping interval",
                description = "How often the server pings, in milliseconds; 0 for never.",
                min = "0")
        long pingIntervalInMs() default 0;
    }

    private static final Logger LOG = LoggerFactory.getLogger(CiiServer.class);

    private final ContentState content;
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "patchbay-dvbcss-cii"));
    private final Publication publication;
    private volatile long firstMessageDelayInMs;
    private volatile Rewriting rewriting;
    private volatile CiiEdition edition;

    /** @throws IllegalArgumentException when the settings are wrong */
    @Activate
    public CiiServer(BundleContext context, @Reference ContentState content, Config config) {
        this.content = content;
        rewriting = Rewriting.of(config.rewriteHostPort());
        firstMessageDelayInMs = config.firstMessageDelayInMs();
        edition = new CiiEdition(content.state(), rewriting);
        content.add(this);
        publication = new Publication(context, this, options(config));
    }

    private static EndpointOptions options(Config config) {
        return new EndpointOptions(
                config.path(),
                "cii",
                config.enabled(),
                config.maxConnections(),
                List.of(config.origins()),
                config.maxMessageBytes(),
                config.idleTimeoutInMs(),
                config.pingIntervalInMs());
    }

    /** Settings that are wrong change nothing. */
    @Modified
    void modified(Config config) {
        try {
            Rewriting changed = Rewriting.of(config.rewriteHostPort());
            publication.change(options(config));
            firstMessageDelayInMs = config.firstMessageDelayInMs();
            if (!changed.equals(rewriting)) {
                rewriting = changed;
                tell(true, false);
            }
        } catch (IllegalArgumentException e) {
            LOG.error("{}; the settings from before hold until section dvbcssCii is corrected", e.getMessage());
        }
    }

    EndpointStatus status() {
        return publication.status();
    }

    @Override
    protected CiiClient newData(Connection connection) {
        return new CiiClient(connection);
    }

    /** The first message waits: a client that reads it together with the answer to its request loses it (WS-16). */
    @Override
    protected void onConnect(Connection connection, CiiClient client) {
        try {
            Future<?> unused =
                    timer.schedule(() -> begin(connection, client), firstMessageDelayInMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} came while the server ends", connection.id(), e);
        }
    }

    private void begin(Connection connection, CiiClient client) {
        try {
            client.begin(this::edition);
        } catch (RuntimeException e) {
            LOG.error("The first message to {} failed", connection.id(), e);
        }
    }

    /** What a client says is ignored (CII-15). */
    @Override
    protected void onText(Connection connection, CiiClient client, String text) {
        LOG.debug("{} said something on CII, {} characters; it is ignored", connection.id(), text.length());
    }

    @Override
    protected void onBinary(Connection connection, CiiClient client, byte[] payload) {
        LOG.debug("{} said something on CII, {} bytes; it is ignored", connection.id(), payload.length);
    }

    @Override
    public void tell(boolean onlyDifferences, boolean evenIfEmpty) {
        connections().values().forEach(client -> client.tell(this::edition, onlyDifferences, evenIfEmpty));
    }

    /** The one of the state of the moment. Two that ask at once may make one each, which costs an encoding. */
    private CiiEdition edition() {
        CiiMessage state = content.state();
        Rewriting where = rewriting;
        CiiEdition current = edition;
        if (!current.isOf(state, where)) {
            current = new CiiEdition(state, where);
            edition = current;
        }
        return current;
    }

    @Deactivate
    void deactivate() {
        content.remove(this);
        publication.withdraw();
        timer.shutdownNow();
    }
}
