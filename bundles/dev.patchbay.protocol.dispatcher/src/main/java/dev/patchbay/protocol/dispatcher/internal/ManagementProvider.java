package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.node.Node;
import dev.patchbay.plugin.Plugins;
import dev.patchbay.rpc.CallContext;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.rpc.spi.WithoutSignIn;
import dev.patchbay.schema.Description;
import dev.patchbay.session.User;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Built-in service {@code management}: the node and its connections. */
@Description("The node and its connections.")
@ProviderName("dispatcher.management")
@Component(
        service = Provider.class,
        configurationPid = DispatcherEndpoint.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ManagementProvider implements Provider {

    private static final Set<String> FEATURES = new TreeSet<>(Set.of(Client.STREAMING, Client.STRICT));

    private final Clients clients;
    private final PublishedServices published;
    private final Node node;
    private final Readiness readiness;
    private final LoggingLevel loggingLevel;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Plugins plugins;

    @Activate
    public ManagementProvider(
            @Reference Clients clients,
            @Reference PublishedServices published,
            @Reference Node node,
            @Reference Readiness readiness,
            @Reference ConfigurationAdmin configurations) {
        this.clients = clients;
        this.published = published;
        this.node = node;
        this.readiness = readiness;
        this.loggingLevel = new LoggingLevel(configurations);
    }

    /** Settings do not concern it, and whoever uses it is not disturbed. */
    @Modified
    void modified() {}

    void use(@Nullable Plugins all) {
        plugins = all;
    }

    @RpcMethod
    @Description("Answers, to show that the node does.")
    public String ping() {
        return "pong";
    }

    @RpcMethod
    @Description("Since when the node runs, in seconds of the epoch, and how many clients are connected.")
    public Map<String, Object> status(CallContext context) throws CallException {
        clients.checkLoggedIn(context);
        return Map.of("started-at", node.startedAt().toEpochMilli() / 1_000.0, "connected-clients", (long)
                clients.all().size());
    }

    @WithoutSignIn
    @RpcMethod("get_sender_address")
    @Description("Where the caller is, as ip,port.")
    public String senderAddress(CallContext context) {
        return context.connection()
                .map(connection -> Address.of(connection.handshake()).text())
                .orElse("");
    }

    @RpcMethod("wait_ready")
    @Description("Waits until the node's start is complete.")
    public boolean awaitReady(CallContext context) throws CallException, InterruptedException {
        clients.checkLoggedIn(context);
        readiness.await();
        return true;
    }

    @RpcMethod("get_connected_clients")
    @Description("Who is connected.")
    public List<Map<String, @Nullable Object>> connectedClients(CallContext context) throws CallException {
        clients.checkLoggedIn(context);
        return clients.all().stream().map(ManagementProvider::describe).toList();
    }

    private static Map<String, @Nullable Object> describe(Client client) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("resource", client.session().map(Session::resource).orElse(null));
        values.put(
                "user",
                client.session().map(session -> session.user().username()).orElse(null));
        values.put("address", client.address().text());
        return values;
    }

    @RpcMethod("get_plugin_names")
    @Description("The names of the plugins.")
    public List<String> pluginNames(CallContext context) throws CallException {
        clients.checkLoggedIn(context);
        Plugins current = plugins;
        return current == null
                ? List.of()
                : current.list().stream().map(Plugins.Status::name).toList();
    }

    @RpcMethod("get_event_sources")
    @Description("The names of the event sources.")
    public List<String> eventSources(CallContext context) throws CallException {
        clients.checkLoggedIn(context);
        return published.eventSources();
    }

    @RpcMethod("get_available_features")
    @Description("What a connection may switch on.")
    public List<String> availableFeatures() {
        return List.copyOf(FEATURES);
    }

    @RpcMethod("get_enabled_features")
    @Description("What this connection has switched on.")
    public List<String> enabledFeatures(CallContext context) throws CallException {
        return List.copyOf(clients.caller(context).features());
    }

    @RpcMethod("enable_features")
    @Description("Switches something on for this connection: all of it or nothing.")
    public void enableFeatures(List<String> names, CallContext context) throws CallException {
        Client client = clients.caller(context);
        for (String name : names) {
            if (!FEATURES.contains(name)) {
                throw new CallException(RpcError.INVALID, "Invalid feature " + name);
            }
        }
        names.forEach(client::enable);
    }

    @RpcMethod("kick_session")
    @Description("Ends a session: its token is not good any more, and its connection is closed.")
    public void kickSession(long sessionId, CallContext context) throws CallException {
        Client caller = clients.caller(context);
        Client kicked = clients.ofSession(sessionId)
                .orElseThrow(() -> new CallException(RpcError.NOT_FOUND, "Session " + sessionId + " not found"));
        kicked.revokeToken();
        kicked.logOut("Kicked out by " + caller.user().username());
    }

    @RpcMethod("reload_plugins")
    @Description("Cleans up all plugins and initialises them again, new ones too.")
    public void reloadPlugins(CallContext context) throws CallException {
        clients.checkLoggedIn(context);
        Plugins current = plugins;
        if (current != null) {
            current.reloadAll();
        }
    }

    @RpcMethod
    @Description("Does nothing, as in the original.")
    public void restart(CallContext context) throws CallException {
        clients.checkLoggedIn(context);
    }

    @RpcMethod("get_logging_level")
    @Description("How much the node logs.")
    public String loggingLevel(CallContext context) throws CallException, IOException {
        clients.checkLoggedIn(context);
        return loggingLevel.get();
    }

    @RpcMethod("set_logging_level")
    @Description("How much the node logs from now on: TRACE, DEBUG, INFO, WARNING, ERROR or CRITICAL.")
    public void setLoggingLevel(String level, CallContext context) throws CallException, IOException {
        clients.checkLoggedIn(context);
        if (!LoggingLevel.LEVELS.contains(level)) {
            throw new CallException(RpcError.INVALID, "Invalid logging level " + level);
        }
        loggingLevel.set(level.equals("TRACE") ? "DEBUG" : level); // the node has no more than that
    }

    @RpcMethod("die_you_gravy_sucking_pig_dog")
    @Description("Stops the node in order; for administrators on its machine.")
    public void stop(CallContext context) throws CallException {
        Client client = clients.caller(context);
        if (!client.address().isLocal() || !client.user().hasRole(User.ADMIN)) {
            throw new CallException(RpcError.NOT_PERMITTED, "Permission denied");
        }
        node.stop();
    }
}
