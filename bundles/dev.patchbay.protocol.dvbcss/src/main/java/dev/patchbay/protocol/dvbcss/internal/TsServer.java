package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.dvbcss.CssMessages;
import dev.patchbay.dvbcss.MalformedMessageException;
import dev.patchbay.dvbcss.SetupData;
import dev.patchbay.dvbcss.TimelineClient;
import dev.patchbay.dvbcss.TimelineServer;
import dev.patchbay.dvbcss.WallClock;
import dev.patchbay.dvbcss.spi.TimelineClientListener;
import dev.patchbay.dvbcss.spi.TimelineSink;
import dev.patchbay.dvbcss.spi.TimelineSource;
import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.spi.EndpointServer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * CSS-TS: tells every client where the timeline is that it asked for. Sources and listeners come and go as services.
 * Changed settings are taken over in place, since clients of the original do not come back.
 */
@Component(
        service = {TsServer.class, TimelineServer.class},
        immediate = true,
        configurationPid = TsServer.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = TsServer.Config.class)
public final class TsServer extends EndpointServer<TsClient>
        implements TimelineServer, TimelineSink, ContentState.Audience {

    static final String PID = "dev.patchbay.dvbcssTs";

    /** Settings of section {@code dvbcssTs}. */
    @ObjectClassDefinition(
            name = "DVB CSS timelines",
            description = "The timeline server of DVB CSS; without this section it opens nothing. Needs section"
                    + " dvbcss, for timelines belong to what is on.")
    public @interface Config {

        @AttributeDefinition(name = "Path", description = "Where it answers; begins with a slash.")
        String path() default "/ts";

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
                name = "Origins",
                description = "Web origins that may connect: 'same', '*', or origins such as https://example.org.")
        String[] origins() default {"*"};

        @AttributeDefinition(
                name = "Largest message",
                description = "Taken from a client, in bytes; past it the connection is closed with 1009.",
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

    private static final Logger LOG = LoggerFactory.getLogger(TsServer.class);

    private final ContentState content;
    private final Listeners listeners = new Listeners();
    private final TimelineDesk desk;
    private final TimelineThread thread;
    private final Publication publication;

    /** By the number of their service. */
    private final Map<Long, Source> sources = new ConcurrentHashMap<>();

    /** @throws IllegalArgumentException when the settings are wrong */
    @Activate
    public TsServer(
            BundleContext context, @Reference WallClock wallClock, @Reference ContentState content, Config config) {
        this.content = content;
        desk = new TimelineDesk(wallClock, content, this, listeners);
        thread = new TimelineThread(desk::updateAll);
        publication = new Publication(context, this, options(config));
        content.add(this);
    }

    private static EndpointOptions options(Config config) {
        return new EndpointOptions(
                config.path(),
                "ts",
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
            publication.change(options(config));
        } catch (IllegalArgumentException e) {
            LOG.error("{}; the settings from before hold until section dvbcssTs is corrected", e.getMessage());
        }
    }

    EndpointStatus status() {
        return publication.status();
    }

    @Reference(
            service = TimelineSource.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addSource(TimelineSource service, Map<String, Object> properties) {
        Source source = new Source(service, number(properties), ranking(properties));
        sources.put(source.number(), source);
        thread.run(() -> desk.attach(source));
    }

    void updatedSource(TimelineSource service, Map<String, Object> properties) {
        Source source = sources.get(number(properties));
        if (source != null && source.ranking() != ranking(properties)) {
            source.rank(ranking(properties));
            thread.run(desk::rankAgain);
        }
    }

    /** When this returns nobody calls it any more, unless it does not let go for seconds. */
    void removeSource(TimelineSource service, Map<String, Object> properties) {
        Source source = sources.remove(number(properties));
        if (source != null) {
            source.retire();
            thread.runAndWait(() -> desk.detach(source));
            thread.requestRound();
        }
    }

    private static long number(Map<String, Object> properties) {
        return (Long) Objects.requireNonNull(properties.get(Constants.SERVICE_ID)); // every service has one
    }

    private static int ranking(Map<String, Object> properties) {
        return properties.get(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0;
    }

    @Reference(
            service = TimelineClientListener.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addListener(TimelineClientListener listener) {
        listeners.add(listener);
    }

    void removeListener(TimelineClientListener listener) {
        listeners.remove(listener);
    }

    @Override
    protected TsClient newData(Connection connection) {
        return new TsClient(connection);
    }

    /** The first is setup data, those after it presentation timestamps; what is neither is ignored (TS-13, TS-15). */
    @Override
    protected void onText(Connection connection, TsClient client, String text) {
        try {
            if (client.setup() == null) {
                setUp(client, CssMessages.decodeSetupData(text));
            } else if (client.say(CssMessages.decodeAptEptLpt(text))) {
                thread.run(() -> desk.hear(client));
            }
        } catch (MalformedMessageException e) {
            LOG.debug("{} said something that is ignored: {}", connection.id(), e.getMessage());
        }
    }

    private void setUp(TsClient client, SetupData setup) {
        client.setUp(setup);
        thread.run(() -> desk.arrive(client, setup));
    }

    @Override
    protected void onBinary(Connection connection, TsClient client, byte[] payload) {
        LOG.debug("{} said something binary, {} bytes; it is ignored", connection.id(), payload.length);
    }

    @Override
    protected void onDisconnect(Connection connection, TsClient client) {
        client.leave();
        thread.run(() -> desk.leave(client));
    }

    @Override
    public List<TimelineClient> clients() {
        return connections().values().stream()
                .map(TsClient::snapshot)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public void updateAllClients() {
        thread.requestRound();
    }

    /** Timelines belong to what is on. */
    @Override
    public void contentIdChanged() {
        updateAllClients();
    }

    @Deactivate
    void deactivate() {
        content.remove(this);
        publication.withdraw();
        thread.runAndWait(desk::close);
        thread.close();
    }
}
