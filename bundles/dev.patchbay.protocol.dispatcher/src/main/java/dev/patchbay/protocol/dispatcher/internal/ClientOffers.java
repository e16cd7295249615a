package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.event.spi.Emits;
import dev.patchbay.event.spi.EventSourceName;
import dev.patchbay.event.spi.EventType;
import dev.patchbay.json.Json;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RemoteProvider;
import dev.patchbay.schema.spi.SchemaDefinition;
import dev.patchbay.schema.spi.SchemaName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/**
 * What one client adds to the node: services, schemas, event types (spec §8). All of it leaves with the connection.
 * Thread-safe; may block while calls on what leaves end.
 */
final class ClientOffers {

    /** Tells services of one name apart, whoever offers them; the newest answers. */
    private static final AtomicLong NUMBERS = new AtomicLong();

    private static final String NAME = "name";

    private final Client client;
    private final Host host;

    /** Guarded by this, as below. */
    private final Map<String, OfferedService> services = new LinkedHashMap<>();

    private final Map<String, ServiceRegistration<?>> others = new HashMap<>();
    private boolean hasResumed;
    private boolean isClosed;

    private record OfferedService(ClientService service, ServiceRegistration<?> registration) {}

    ClientOffers(Client client, Host host) {
        this.client = client;
        this.host = host;
    }

    synchronized Optional<ClientService> service(String name) {
        return Optional.ofNullable(services.get(name)).map(OfferedService::service);
    }

    /** Nothing happens when it offers that service already. */
    void addService(String name) throws CallException {
        if (addUnlessThere(name)) {
            Map<String, @Nullable Object> event = new LinkedHashMap<>();
            event.put("address", client.address().text());
            event.put("service-name", name);
            event.put("description", "Service " + name + " registered");
            host.events().publish("plugin.service_registered", event);
            var unused = host.timer()
                    .schedule(
                            () -> resumeUnlessUsed(name),
                            host.settings().get().autoResumeInMs(),
                            TimeUnit.MILLISECONDS);
        }
    }

    private synchronized boolean addUnlessThere(String name) throws CallException {
        checkOpen();
        if (services.containsKey(name)) {
            return false;
        }
        ClientService service = new ClientService(client, name, NUMBERS.incrementAndGet());
        Map<String, Object> properties =
                Map.of(ProviderName.PROPERTY, name, Constants.SERVICE_RANKING, (int) service.number());
        services.put(name, new OfferedService(service, register(RemoteProvider.class, service, properties)));
        return true;
    }

    private void checkOpen() throws CallException {
        if (isClosed) {
            throw new CallException(RpcError.CLOSED, "Connection closed");
        }
    }

    private <T> ServiceRegistration<?> register(Class<T> type, T service, Map<String, Object> properties) {
        return host.published().context().registerService(type, service, FrameworkUtil.asDictionary(properties));
    }

    /** Early clients do not know that a service is to be resumed. */
    private void resumeUnlessUsed(String name) {
        boolean isUsed;
        synchronized (this) {
            isUsed = hasResumed;
        }
        if (!isUsed) {
            service(name).ifPresent(service -> host.workers().execute(() -> resume(service)));
        }
    }

    void resumeService(String name) throws CallException {
        ClientService service = service(name)
                .orElseThrow(() -> notMine("Service", host.published().contains(name)));
        synchronized (this) {
            hasResumed = true;
        }
        resume(service);
    }

    private void resume(ClientService service) {
        if (service.resume()) {
            host.events().publish("plugin.service_resume", Map.of(NAME, service.name()));
        }
    }

    void removeService(String name) throws CallException {
        OfferedService offered;
        synchronized (this) {
            offered = services.remove(name);
        }
        if (offered == null) {
            throw notMine("Service", host.published().contains(name));
        }
        remove(offered);
    }

    private void remove(OfferedService offered) {
        offered.registration().unregister();
        host.events()
                .publish(
                        "plugin.service_unregistered",
                        Map.of(NAME, offered.service().name()));
    }

    private static CallException notMine(String what, boolean isThere) {
        return isThere
                ? new CallException(RpcError.NOT_PERMITTED, "Permission denied")
                : new CallException(RpcError.NOT_FOUND, what + " not found");
    }

    /** Takes the place of one of that name that it added before. */
    void addSchema(String name, Map<String, @Nullable Object> schema) throws CallException {
        String text = Json.write(SpecialValues.encode(schema));
        put("schema " + name, SchemaDefinition.class, () -> text, Map.of(SchemaName.PROPERTY, name));
    }

    void removeSchema(String name, boolean isThere) throws CallException {
        removeOther("schema " + name, "Schema", isThere);
    }

    /** Announces a kind of event that one of its services publishes. */
    void addEventType(String service, String name) throws CallException {
        Map<String, Object> properties = Map.of(Emits.PROPERTY, new String[] {name}, EventSourceName.PROPERTY, service);
        put("event " + name, EventType.class, new EventType() {}, properties);
    }

    void removeEventType(String name, boolean isThere) throws CallException {
        removeOther("event " + name, "Event type", isThere);
    }

    private <T> void put(String key, Class<T> type, T service, Map<String, Object> properties) throws CallException {
        ServiceRegistration<?> before;
        synchronized (this) {
            checkOpen();
            before = others.put(key, register(type, service, properties));
        }
        if (before != null) {
            before.unregister();
        }
    }

    private void removeOther(String key, String what, boolean isThere) throws CallException {
        ServiceRegistration<?> registration;
        synchronized (this) {
            registration = others.remove(key);
        }
        if (registration == null) {
            throw notMine(what, isThere);
        }
        registration.unregister();
    }

    /** Takes everything away. The calls on its services must have been answered. */
    void close() {
        List<OfferedService> leaving;
        List<ServiceRegistration<?>> rest;
        synchronized (this) {
            isClosed = true;
            leaving = new ArrayList<>(services.values());
            services.clear();
            rest = new ArrayList<>(others.values());
            others.clear();
        }
        leaving.forEach(this::remove);
        rest.forEach(ServiceRegistration::unregister);
    }
}
