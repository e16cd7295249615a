package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.dispatch.Catalog.MethodDescription;
import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Request;
import dev.patchbay.event.EventTypes;
import dev.patchbay.rpc.CallContext;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Description;
import dev.patchbay.schema.Private;
import dev.patchbay.schema.Schemas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Built-in service {@code discovery}: what can be called, submitted and heard. */
@Description("What can be called, submitted and heard.")
@ProviderName("dispatcher.discovery")
@Component(
        service = Provider.class,
        configurationPid = DispatcherEndpoint.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class DiscoveryProvider implements Provider {

    private final Clients clients;
    private final PublishedServices published;
    private final Dispatcher dispatcher;
    private final EventTypes eventTypes;
    private final Schemas schemas;
    private final ProviderClasses classes;

    @Activate
    public DiscoveryProvider(
            @Reference Clients clients,
            @Reference PublishedServices published,
            @Reference Dispatcher dispatcher,
            @Reference EventTypes eventTypes,
            @Reference Schemas schemas,
            @Reference ServiceComponentRuntime components) {
        this.clients = clients;
        this.published = published;
        this.dispatcher = dispatcher;
        this.eventTypes = eventTypes;
        this.schemas = schemas;
        this.classes = new ProviderClasses(published.context(), components);
    }

    /** Settings do not concern it, and whoever uses it is not disturbed. */
    @Modified
    void modified() {}

    @RpcMethod("get_services")
    @Description("The names of all services.")
    public List<String> services() {
        return published.names();
    }

    @RpcMethod("get_methods")
    @Description("The methods of a service.")
    public @Nullable Object methods(String service, CallContext context) throws CallException, InterruptedException {
        Optional<ClientService> remote = clients.service(service);
        if (remote.isPresent()) {
            clients.checkLoggedIn(context);
            return ask(remote.get(), context);
        }
        requireKnown(service);
        return methodsOf(service)
                .filter(method -> Discovery.isListed(method.name()))
                .map(Discovery::method)
                .toList();
    }

    private void requireKnown(String service) throws CallException {
        if (!published.contains(service)) {
            throw new CallException(RpcError.NOT_FOUND, "Service not found");
        }
    }

    private Stream<MethodDescription> methodsOf(String service) {
        String beginning = published.resolve(service + ".");
        return dispatcher.catalog().methods().stream()
                .filter(method -> method.name().startsWith(beginning)
                        && method.name().lastIndexOf('.') == beginning.length() - 1);
    }

    private @Nullable Object ask(ClientService service, CallContext context)
            throws CallException, InterruptedException {
        String name = service.name() + "." + Discovery.METHODS;
        Awaited answer = new Awaited();
        answer.startedAs(dispatcher.call(Request.of(name, List.of(), context.user()), answer));
        return answer.await();
    }

    @Private
    @RpcMethod("get_service_metadata")
    @Description("What is known about a service, as its own get_metadata has it.")
    public Map<String, @Nullable Object> serviceMetadata(String service) throws CallException {
        requireKnown(service);
        Optional<Class<?>> type = published.reference(service).flatMap(classes::of);
        return Discovery.service(type, methodsOf(service).toList());
    }

    @RpcMethod("get_tasks")
    @Description("All tasks by name.")
    public Map<String, @Nullable Object> tasks() {
        Map<String, @Nullable Object> tasks = new TreeMap<>();
        dispatcher.catalog().tasks().forEach(task -> tasks.put(task.name(), Discovery.task(task)));
        return tasks;
    }

    @RpcMethod("get_event_types")
    @Description("All kinds of event that are announced, by name.")
    public Map<String, @Nullable Object> eventTypes() {
        Map<String, @Nullable Object> types = new TreeMap<>();
        eventTypes.list().forEach(type -> types.put(type.name(), entry(type)));
        return types;
    }

    private static Map<String, @Nullable Object> entry(EventTypes.Description type) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("refcount", type.subscribers());
        if (type.source() != null) {
            entry.put("source", type.source());
        }
        if (type.schema() != null) {
            entry.put("event_schema", type.schema());
        }
        return entry;
    }

    @RpcMethod("get_schema")
    @Description("All schema definitions in one document.")
    public Map<String, @Nullable Object> schema() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("$schema", "http://json-schema.org/draft-04/schema#");
        document.put("id", "http://freenas.org/schema/v10#");
        document.put("type", "object");
        document.put("definitions", schemas.definitions());
        return document;
    }

    @RpcMethod("get_schema_hash")
    @Description("SHA-256 of the schema definitions.")
    public String schemaHash() {
        return schemas.hash();
    }
}
