package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.event.EventTypes;
import dev.patchbay.rpc.CallContext;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Description;
import dev.patchbay.schema.Schemas;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** Built-in service {@code plugin}: what clients add to the node for as long as they are connected (spec §8). */
@Description("What clients add to the node for as long as they are connected.")
@ProviderName("dispatcher.plugin")
@Component(
        service = Provider.class,
        configurationPid = DispatcherEndpoint.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class PluginProvider implements Provider {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    /** Belong to another protocol, with all below them; see {@link ProviderName}. */
    private static final Set<String> RESERVED = Set.of("rpc", "task", "event", "session", "room", "dispatcher");

    private static final double FOR_EVER = Long.MAX_VALUE / 1e9;

    private final Clients clients;
    private final PublishedServices published;
    private final Schemas schemas;
    private final EventTypes eventTypes;

    @Activate
    public PluginProvider(
            @Reference Clients clients,
            @Reference PublishedServices published,
            @Reference Schemas schemas,
            @Reference EventTypes eventTypes) {
        this.clients = clients;
        this.published = published;
        this.schemas = schemas;
        this.eventTypes = eventTypes;
    }

    /** Settings do not concern it, and whoever uses it is not disturbed. */
    @Modified
    void modified() {}

    @RpcMethod("register_service")
    @Description("Makes the methods of this client callable; calls wait until the service is resumed.")
    public void registerService(String name, CallContext context) throws CallException {
        Client client = clients.caller(context);
        String first = name.split("\\.", 2)[0];
        if (!NAME.matcher(name).matches() || RESERVED.contains(first)) {
            String message =
                    "Expected letters, digits, '_' and '-' in parts joined by dots, none of them beginning with "
                            + String.join(", ", RESERVED.stream().sorted().toList()) + ", got '" + name + "'";
            throw new CallException(RpcError.INVALID, message);
        }
        if (published.contains(name) && clients.service(name).isEmpty()) {
            throw new CallException(RpcError.EXISTS, "Service " + name + " already exists");
        }
        client.offers().addService(name);
    }

    @RpcMethod("resume_service")
    @Description("From now on calls of the service go through.")
    public void resumeService(String name, CallContext context) throws CallException {
        clients.caller(context).offers().resumeService(name);
    }

    @RpcMethod("unregister_service")
    @Description("Takes a service of this client away.")
    public void unregisterService(String name, CallContext context) throws CallException {
        clients.caller(context).offers().removeService(name);
    }

    @RpcMethod("register_schema")
    @Description("Makes a JSON Schema known by name.")
    public void registerSchema(String name, Map<String, @Nullable Object> schema, CallContext context)
            throws CallException {
        clients.caller(context).offers().addSchema(name, schema);
    }

    @RpcMethod("unregister_schema")
    @Description("Takes a schema of this client away.")
    public void unregisterSchema(String name, CallContext context) throws CallException {
        clients.caller(context)
                .offers()
                .removeSchema(name, schemas.definitions().containsKey(name));
    }

    @RpcMethod("register_event_type")
    @Description("Announces a kind of event that a service of this client publishes.")
    public void registerEventType(String service, String event, CallContext context) throws CallException {
        clients.caller(context).offers().addEventType(service, event);
    }

    @RpcMethod("unregister_event_type")
    @Description("Takes that back.")
    public void unregisterEventType(String event, CallContext context) throws CallException {
        boolean isThere =
                eventTypes.list().stream().anyMatch(type -> type.name().equals(event));
        clients.caller(context).offers().removeEventType(event, isThere);
    }

    @RpcMethod("wait_for_service")
    @Description("Waits until a service is there; the longest to wait is in seconds.")
    public void awaitService(String name, @Nullable Double timeout, CallContext context)
            throws CallException, InterruptedException {
        clients.checkLoggedIn(context);
        if (!published.await(name, timeout == null ? FOR_EVER : timeout)) {
            throw new CallException(
                    RpcError.TIMED_OUT, "Service " + name + " did not appear within " + timeout + " seconds");
        }
    }
}
