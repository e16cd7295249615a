package dev.patchbay.module.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Request;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.Queryable;
import dev.patchbay.rpc.spi.RefusalListener;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Default;
import dev.patchbay.schema.Description;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The commands of the module pool (shmooze, §7). */
@ProviderName("pool")
@Component
public final class PoolProvider implements Provider, RefusalListener {

    private final PoolBroker pool;

    @Activate
    public PoolProvider(@Reference ModuleComponent modules) {
        this.pool = modules.pool();
    }

    /** Returns when it plays. */
    @RpcMethod
    @Description("Adds a module and tells its uid.")
    public Map<String, String> add(String type, @Default("{}") Map<String, @Nullable Object> args)
            throws CallException, InterruptedException {
        return Answers.added(() -> pool.add(type, args));
    }

    /** Does not wait for their processes to end. */
    @RpcMethod("rm")
    @Description("Removes modules; unknown uids are ignored.")
    public void remove(List<@Nullable Object> uids) throws InterruptedException {
        pool.remove(Answers.texts(uids));
    }

    /** In the order in which they came. */
    @RpcMethod(value = "pool", brief = true)
    @Description("The modules, with the parameters that are asked for by type.")
    public List<Map<String, @Nullable Object>> list(@Default("{}") Map<String, List<String>> parameters) {
        return pool.views(parameters);
    }

    /** Each with its type. */
    @Queryable(id = "uid")
    @Description("The modules, in the order in which they came.")
    public List<Map<String, @Nullable Object>> members() {
        return list(Map.of());
    }

    /** Sorted. */
    @RpcMethod(value = "modules_available", brief = true)
    @Description("The types that can be added.")
    public List<String> types() {
        return pool.types();
    }

    /** Null when it has nothing to say. */
    @RpcMethod(value = "tell_module", brief = true)
    @Description("Has a module do something and tells its answer.")
    public CompletionStage<@Nullable Object> tell(
            String uid, String cmd, @Default("{}") Map<String, @Nullable Object> args) {
        return Answers.told(pool.ask(uid, cmd, args));
    }

    /** Those that there are. The text is the original's, which names the queue here, too. */
    @RpcMethod(value = "ask_module", brief = true)
    @Description("Parameters of a module, without contact with it.")
    public Map<String, @Nullable Object> ask(String uid, List<String> parameters) throws CallException {
        return pool.find(uid)
                .orElseThrow(() -> Answers.failure(Texts.NOT_IN_QUEUE))
                .parameters(parameters);
    }

    /** It is a client's command all the same. */
    @Override
    public void onRefused(Request request, Failure failure) {
        pool.refused(request, failure);
    }
}
