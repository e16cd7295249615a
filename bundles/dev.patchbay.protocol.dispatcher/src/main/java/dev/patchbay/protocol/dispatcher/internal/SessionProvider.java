package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.rpc.CallContext;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Description;
import dev.patchbay.session.SessionLog;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Built-in service {@code session}: who is logged in, and messages to them. */
@Description("Who is logged in, and messages to them.")
@ProviderName("dispatcher.session")
@Component(
        service = Provider.class,
        configurationPid = DispatcherEndpoint.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class SessionProvider implements Provider {

    private final Clients clients;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable SessionLog log;

    @Activate
    public SessionProvider(@Reference Clients clients) {
        this.clients = clients;
    }

    /** Settings do not concern it, and whoever uses it is not disturbed. */
    @Modified
    void modified() {}

    void use(@Nullable SessionLog records) {
        log = records;
    }

    @RpcMethod
    @Description("The records of sessions that match.")
    public @Nullable Object query(
            @Nullable List<@Nullable Object> filter,
            @Nullable Map<String, @Nullable Object> params,
            CallContext context)
            throws CallException {
        clients.checkLoggedIn(context);
        SessionLog current = log;
        if (current == null) {
            throw new CallException(
                    RpcError.UNSUPPORTED,
                    "This node records no sessions: install dev.patchbay.journal and a datastore");
        }
        return current.query(filter, params);
    }

    @RpcMethod("get_live_user_sessions")
    @Description("The sessions of users that are logged in now.")
    public List<Map<String, @Nullable Object>> liveUserSessions(CallContext context) throws CallException {
        clients.checkLoggedIn(context);
        return clients.all().stream()
                .flatMap(client -> client.session().stream())
                .filter(session -> !session.isService())
                .map(Session::values)
                .toList();
    }

    @RpcMethod("get_my_session_id")
    @Description("The id of this connection's session.")
    public long mySessionId(CallContext context) throws CallException {
        return session(context).id();
    }

    @RpcMethod
    @Description("The name of the user or service that is logged in on this connection.")
    public String whoami(CallContext context) throws CallException {
        return session(context).user().username();
    }

    private Session session(CallContext context) throws CallException {
        return clients.caller(context).session().orElseThrow();
    }

    @RpcMethod("send_to_session")
    @Description("Sends a text to a session, as event session.message.")
    public void sendToSession(long id, String text, CallContext context) throws CallException {
        Session sender = session(context);
        Client receiver = clients.ofSession(id)
                .orElseThrow(() -> new CallException(RpcError.NOT_FOUND, "Session " + id + " not found"));
        send(sender, text, receiver);
    }

    @RpcMethod("send_to_all")
    @Description("Sends a text to everybody who is logged in, as event session.message.")
    public void sendToAll(String text, CallContext context) throws CallException {
        Session sender = session(context);
        clients.all().stream()
                .filter(client -> client.session().isPresent())
                .forEach(client -> send(sender, text, client));
    }

    private static void send(Session sender, String text, Client receiver) {
        Map<String, @Nullable Object> args = new LinkedHashMap<>();
        args.put("sender_id", sender.id());
        args.put("sender_name", sender.user().username());
        args.put("message", text);
        args.put(EventFeed.TIMESTAMP, Instant.now());
        receiver.connection().send(EventFeed.message("session.message", args));
    }
}
