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
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The commands of the module queue (shmooze, §6). */
@ProviderName("queue")
@Component
public final class QueueProvider implements Provider, RefusalListener {

    private final QueueBroker queue;

    @Activate
    public QueueProvider(@Reference ModuleComponent modules) {
        this.queue = modules.queue();
    }

    /** Returns when it plays, if it is its turn. */
    @RpcMethod
    @Description("Adds a module at the end and tells its uid.")
    public Map<String, String> add(String type, @Default("{}") Map<String, @Nullable Object> args)
            throws CallException, InterruptedException {
        return Answers.added(() -> queue.add(type, args));
    }

    /** Returns when the one of before was told. */
    @RpcMethod("set_bg")
    @Description("Replaces the background, which plays while the queue is empty, and tells its uid.")
    public Map<String, String> setBackground(String type, @Default("{}") Map<String, @Nullable Object> args)
            throws CallException, InterruptedException {
        return Answers.added(() -> queue.setBackground(type, args));
    }

    /** Does not wait for their processes to end. */
    @RpcMethod("rm")
    @Description("Removes modules, also the background; unknown uids are ignored.")
    public void remove(List<@Nullable Object> uids) throws InterruptedException {
        queue.remove(Answers.texts(uids));
    }

    /** Returns when it is told who plays. */
    @RpcMethod("mv")
    @Description("Puts modules first, in this order; unknown uids are ignored.")
    public void move(List<@Nullable Object> uids) throws InterruptedException {
        queue.move(Answers.texts(uids));
    }

    /** In order. */
    @RpcMethod(value = "queue", brief = true)
    @Description("The modules in order, with the parameters that are asked for by type.")
    public List<Map<String, @Nullable Object>> list(@Default("{}") Map<String, List<String>> parameters) {
        return queue.views(parameters);
    }

    /** Each with its type. */
    @Queryable(id = "uid")
    @Description("The modules, in order.")
    public List<Map<String, @Nullable Object>> members() {
        return list(Map.of());
    }

    /** Null when there is none. */
    @RpcMethod(value = "bg", brief = true)
    @Description("The background, with the parameters that are asked for by type; null when there is none.")
    public @Nullable Map<String, @Nullable Object> background(@Default("{}") Map<String, List<String>> parameters) {
        return queue.backgroundMember().map(member -> member.view(parameters)).orElse(null);
    }

    /** Sorted. */
    @RpcMethod(value = "modules_available", brief = true)
    @Description("The types that can be added.")
    public List<String> types() {
        return queue.types();
    }

    /** Sorted. */
    @RpcMethod(value = "backgrounds_available", brief = true)
    @Description("The types a background can be of.")
    public List<String> backgroundTypes() {
        return queue.backgroundTypes();
    }

    /** Null when it has nothing to say. */
    @RpcMethod(value = "tell_module", brief = true)
    @Description("Has a module do something and tells its answer.")
    public CompletionStage<@Nullable Object> tell(
            String uid, String cmd, @Default("{}") Map<String, @Nullable Object> args) {
        return Answers.told(queue.ask(uid, cmd, args));
    }

    /** Null when it has nothing to say. */
    @RpcMethod(value = "tell_background", brief = true)
    @Description("Has the background do something and tells its answer.")
    public CompletionStage<@Nullable Object> tellBackground(
            String uid, String cmd, @Default("{}") Map<String, @Nullable Object> args) {
        return Answers.told(queue.askBackground(uid, cmd, args));
    }

    /** Those that there are. */
    @RpcMethod(value = "ask_module", brief = true)
    @Description("Parameters of a module, without contact with it.")
    public Map<String, @Nullable Object> ask(String uid, List<String> parameters) throws CallException {
        return queue.find(uid)
                .orElseThrow(() -> Answers.failure(Texts.NOT_IN_QUEUE))
                .parameters(parameters);
    }

    /** Those that there are. */
    @RpcMethod(value = "ask_background", brief = true)
    @Description("Parameters of the background, without contact with it.")
    public Map<String, @Nullable Object> askBackground(String uid, List<String> parameters) throws CallException {
        Optional<Member> background = queue.backgroundMember();
        return background
                .filter(member -> member.uid().equals(uid))
                .orElseThrow(() -> Answers.failure(QueueBroker.problemWith(background)))
                .parameters(parameters);
    }

    /** It is a client's command all the same. */
    @Override
    public void onRefused(Request request, Failure failure) {
        queue.refused(request, failure);
    }
}
