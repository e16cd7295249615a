package dev.patchbay.plugin;

import dev.patchbay.dispatch.ResultStream;
import dev.patchbay.event.EventListener;
import dev.patchbay.event.spi.EventSource;
import dev.patchbay.job.Jobs.HookPoint;
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
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.BundleContext;

/**
 * The node, as one plugin sees it. Everything a plugin registers here is removed with it, whether it unregisters it or not.
 * What is registered shows up and is called exactly like what is published as a component. Thread-safe.
 *
 * <p>Every {@code register} throws {@code IllegalArgumentException} when this plugin has registered that name already;
 * every {@code unregister} is harmless when it has not.
 */
@ProviderType
public interface PluginDispatcher {

    /** The plugin's name. */
    String name();

    /** Makes the methods of a provider callable as {@code name.method}; see {@link Provider}. */
    void registerProvider(String name, Provider provider);

    /** Likewise for one that answers elsewhere. */
    void registerProvider(String name, RemoteProvider provider);

    /** Waits for the calls that run on it, as long as the drain time. */
    void unregisterProvider(String name);

    /**
     * Starts an event source; see {@link EventSource}.
     *
     * @param events full names of the events it produces
     * @param onDemand whether it runs only while somebody is subscribed to one of them
     */
    void registerEventSource(String name, EventSource source, Collection<String> events, boolean onDemand);

    /** Interrupts it. */
    void unregisterEventSource(String name);

    /**
     * Makes a task callable.
     *
     * @param type what the supplier makes; its annotations and type arguments say what it takes
     * @param instances a fresh instance for each run
     */
    <T extends Task<?, ?>> void registerTaskHandler(String name, Class<T> type, Supplier<? extends T> instances);

    /** Waits for the runs, as long as the drain time. */
    void unregisterTaskHandler(String name);

    /** Makes a task callable by another name besides. @throws IllegalArgumentException when there is no such task now */
    void registerTaskAlias(String alias, String task);

    /** Makes a JSON Schema known by name; see {@link dev.patchbay.schema.Schemas}. @param schema plain Java types */
    void registerSchemaDefinition(String name, Map<String, @Nullable Object> schema);

    /** Forgets it. */
    void unregisterSchemaDefinition(String name);

    /** Announces a kind of event; see {@link dev.patchbay.event.EventTypes}. @param schema null for none */
    void registerEventType(String name, @Nullable Map<String, @Nullable Object> schema);

    /** Forgets it. */
    void unregisterEventType(String name);

    /** Hears events; the handler may block. @param mask see {@link dev.patchbay.event.EventBus} */
    void registerEventHandler(String mask, EventListener handler);

    /** Ends that. */
    void unregisterEventHandler(String mask, EventListener handler);

    /** Adds a resource; see {@link dev.patchbay.job.Resources#register}. */
    void registerResource(String name, Collection<String> parents);

    /**
     * Moves a resource below others; see {@link dev.patchbay.job.Resources#update}.
     *
     * @throws IllegalArgumentException when this plugin has not registered it, a parent does not exist, or for a cycle
     */
    void updateResource(String name, Collection<String> parents);

    /**
     * Gives a resource another name; jobs that lock it go on.
     *
     * @throws IllegalArgumentException when this plugin has not registered it, or the new name is taken
     */
    void renameResource(String from, String to);

    /**
     * Keeps a resource for each record of a service: of those its {@code query} knows now, and from then on as its events
     * {@code service.changed} say, whose {@code operation} is {@code create}, {@code delete} or {@code rename}. Of the
     * plugin's own service too, once that is registered. Blocks until the query is answered; events that come meanwhile
     * are waited for.
     *
     * @param nameOf the resource's name for a record's {@code id}, such as {@code id -> "volume:" + id}
     * @param parents of all of them; see {@link #registerResource}
     * @throws CallException what the query is refused with, code 2 when there is none
     * @throws IllegalArgumentException when one of the names is taken; nothing is registered then
     */
    void trackResources(String service, UnaryOperator<String> nameOf, Collection<String> parents)
            throws CallException, InterruptedException;

    /** Removes it and everything below it. */
    void unregisterResource(String name);

    /** See {@link dev.patchbay.job.Jobs#hook}. */
    void registerTaskHook(String task, HookPoint point, String hookTask);

    /** Opens a point where other plugins may have a say. */
    void registerHook(String name);

    /** Has a say. @param function is handed the arguments and answers with yes or no; may block */
    void attachHook(String name, Predicate<List<@Nullable Object>> function);

    /** No longer has a say. */
    void detachHook(String name, Predicate<List<@Nullable Object>> function);

    /**
     * Asks everybody who is attached, in the order of attaching, on the calling thread.
     *
     * @return true when all said yes; the first no, or the first exception, which is logged, ends the asking
     * @throws IllegalArgumentException when nobody registered that hook
     */
    boolean runHook(String name, List<@Nullable Object> args);

    /** Publishes an event; see {@link dev.patchbay.event.EventBus#publish}. */
    void emitEvent(String name, Map<String, ? extends @Nullable Object> properties);

    /**
     * Calls a provider's method as the node itself, and waits for the answer.
     *
     * @param args by position: records or plain Java types
     * @return plain Java types
     * @throws CallException the provider's refusal, or code 2 when there is no such method
     */
    @Nullable
    Object callSync(String method, @Nullable Object... args) throws CallException, InterruptedException;

    /** Likewise for a result that is produced while it is fetched; any other is a stream of one. To be closed. */
    ResultStream callStream(String method, @Nullable Object... args) throws CallException, InterruptedException;

    /** Submits a job as the node itself; see {@link dev.patchbay.job.Jobs#submit}. @return its id */
    long submitTask(String task, @Nullable Object... args) throws CallException;

    /** Runs a job and waits for its result. @throws CallException the job's error */
    @Nullable
    Object callTaskSync(String task, @Nullable Object... args) throws CallException, InterruptedException;

    /** The bundle's own context, for everything that goes beyond; what is done there is not undone by anybody here. */
    BundleContext bundleContext();
}
