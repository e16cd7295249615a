package dev.patchbay.plugin.internal;

import dev.patchbay.dispatch.ResultStream;
import dev.patchbay.event.EventListener;
import dev.patchbay.event.spi.EventSource;
import dev.patchbay.job.Jobs.HookPoint;
import dev.patchbay.json.Json;
import dev.patchbay.plugin.PluginDispatcher;
import dev.patchbay.plugin.internal.Registrations.Key;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.RemoteProvider;
import dev.patchbay.task.spi.Task;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** The node for one plugin, from one init to the cleanup: notes what is registered, so that all of it can be removed. */
final class DispatcherOfPlugin implements PluginDispatcher, AutoCloseable {

    private static final String PROVIDER = "provider";
    private static final String EVENT_SOURCE = "event source";
    private static final String TASK = "task";
    private static final String SCHEMA = "schema definition";
    private static final String EVENT_TYPE = "event type";
    private static final String EVENT_HANDLER = "event handler";
    private static final String RESOURCE = "resource";
    private static final String TASK_HOOK = "task hook";
    private static final String HOOK = "hook";
    private static final String ATTACHED = "attached function";

    /** Who hears what, or has a say where. */
    private record Listening(String name, Object who) {}

    private record TaskHook(String task, HookPoint point, String hookTask) {}

    private final String name;
    private final BundleContext context;
    private final NodeServices node;
    private final ServiceOffers offers;
    private final Registrations registrations;

    /** @param context the plugin's own */
    DispatcherOfPlugin(String name, BundleContext context, NodeServices node) {
        this.name = name;
        this.context = context;
        this.node = node;
        this.offers = new ServiceOffers(context);
        this.registrations = new Registrations(name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void registerProvider(String provided, Provider provider) {
        registrations.add(new Key(PROVIDER, provided), () -> offers.provider(provided, provider));
    }

    @Override
    public void registerProvider(String provided, RemoteProvider provider) {
        registrations.add(new Key(PROVIDER, provided), () -> offers.provider(provided, provider));
    }

    @Override
    public void unregisterProvider(String provided) {
        registrations.remove(new Key(PROVIDER, provided));
    }

    @Override
    public void registerEventSource(String source, EventSource runs, Collection<String> events, boolean onDemand) {
        registrations.add(new Key(EVENT_SOURCE, source), () -> offers.eventSource(source, runs, events, onDemand));
    }

    @Override
    public void unregisterEventSource(String source) {
        registrations.remove(new Key(EVENT_SOURCE, source));
    }

    @Override
    public <T extends Task<?, ?>> void registerTaskHandler(
            String task, Class<T> type, Supplier<? extends T> instances) {
        registrations.add(new Key(TASK, task), () -> offers.task(task, type, instances));
    }

    @Override
    public void unregisterTaskHandler(String task) {
        registrations.remove(new Key(TASK, task));
    }

    @Override
    public void registerTaskAlias(String alias, String task) {
        registrations.add(new Key(TASK, alias), () -> offers.taskAlias(alias, task));
    }

    @Override
    public void registerSchemaDefinition(String defined, Map<String, @Nullable Object> schema) {
        registrations.add(new Key(SCHEMA, defined), () -> offers.schema(defined, Json.write(schema)));
    }

    @Override
    public void unregisterSchemaDefinition(String defined) {
        registrations.remove(new Key(SCHEMA, defined));
    }

    @Override
    public void registerEventType(String event, @Nullable Map<String, @Nullable Object> schema) {
        String text = schema == null ? "" : Json.write(schema);
        registrations.add(new Key(EVENT_TYPE, event), () -> offers.eventType(name, event, text));
    }

    @Override
    public void unregisterEventType(String event) {
        registrations.remove(new Key(EVENT_TYPE, event));
    }

    @Override
    public void registerEventHandler(String mask, EventListener handler) {
        registrations.add(
                new Key(EVENT_HANDLER, new Listening(mask, handler)),
                () -> node.events().subscribe(List.of(mask), handler));
    }

    @Override
    public void unregisterEventHandler(String mask, EventListener handler) {
        registrations.remove(new Key(EVENT_HANDLER, new Listening(mask, handler)));
    }

    @Override
    public void registerResource(String resource, Collection<String> parents) {
        registrations.add(new Key(RESOURCE, resource), () -> PluginResource.register(node.jobs(), resource, parents));
    }

    @Override
    public void updateResource(String resource, Collection<String> parents) {
        resource(resource).update(parents);
    }

    @Override
    public void renameResource(String from, String to) {
        PluginResource resource = resource(from);
        registrations.rename(new Key(RESOURCE, from), new Key(RESOURCE, to), () -> resource.rename(to));
    }

    private PluginResource resource(String resource) {
        return (PluginResource) registrations.get(new Key(RESOURCE, resource));
    }

    @Override
    public void trackResources(String service, UnaryOperator<String> nameOf, Collection<String> parents)
            throws CallException, InterruptedException {
        ResourceTracker tracker = new ResourceTracker(this, nameOf, parents);
        String event = service + ".changed";
        EventListener handler = tracker::changed;
        registerEventHandler(event, handler); // first, so that nothing falls between
        try {
            tracker.addAll(service);
        } catch (CallException | InterruptedException | RuntimeException e) {
            unregisterEventHandler(event, handler);
            throw e;
        }
    }

    @Override
    public void unregisterResource(String resource) {
        registrations.remove(new Key(RESOURCE, resource));
    }

    @Override
    public void registerTaskHook(String task, HookPoint point, String hookTask) {
        registrations.add(
                new Key(TASK_HOOK, new TaskHook(task, point, hookTask)),
                () -> node.jobs().jobs().hook(task, point, hookTask, job -> true));
    }

    @Override
    public void registerHook(String hook) {
        registrations.add(new Key(HOOK, hook), () -> node.hooks().register(hook));
    }

    @Override
    public void attachHook(String hook, Predicate<List<@Nullable Object>> function) {
        registrations.add(
                new Key(ATTACHED, new Listening(hook, function)),
                () -> node.hooks().attach(hook, function));
    }

    @Override
    public void detachHook(String hook, Predicate<List<@Nullable Object>> function) {
        registrations.remove(new Key(ATTACHED, new Listening(hook, function)));
    }

    @Override
    public boolean runHook(String hook, List<@Nullable Object> args) {
        return node.hooks().run(hook, args);
    }

    @Override
    public void emitEvent(String event, Map<String, ? extends @Nullable Object> properties) {
        node.events().publish(event, properties);
    }

    @Override
    public @Nullable Object callSync(String method, @Nullable Object... args)
            throws CallException, InterruptedException {
        return node.calls().call(method, args);
    }

    @Override
    public ResultStream callStream(String method, @Nullable Object... args) throws CallException, InterruptedException {
        return node.calls().stream(method, args);
    }

    @Override
    public long submitTask(String task, @Nullable Object... args) throws CallException {
        return node.calls().submit(task, args);
    }

    @Override
    public @Nullable Object callTaskSync(String task, @Nullable Object... args)
            throws CallException, InterruptedException {
        return node.calls().runJob(task, args);
    }

    @Override
    public BundleContext bundleContext() {
        return context;
    }

    /** Removes what is left, the newest first. */
    @Override
    public void close() {
        registrations.close();
    }
}
