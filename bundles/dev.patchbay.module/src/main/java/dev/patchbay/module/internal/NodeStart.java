package dev.patchbay.module.internal;

import dev.patchbay.module.ModuleException;
import dev.patchbay.module.spi.Module;
import dev.patchbay.module.spi.ModuleFactory;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Has a factory make a module that runs inside the node. */
final class NodeStart implements ModuleStart {

    private final OwnThread thread;
    private final Settings settings;
    private final Identity identity;
    private final ChannelListener listener;
    private final NodeContext context;
    private final CompletableFuture<Channel> channel = new CompletableFuture<>();

    NodeStart(Equipment equipment, Settings settings, Identity identity, ChannelListener listener) {
        this.thread = OwnThread.start(equipment);
        this.settings = settings;
        this.identity = identity;
        this.listener = listener;
        this.context = new NodeContext(identity);
    }

    void begin(ModuleFactory factory) {
        Outcome.follow(thread.call(() -> factory.create(context), settings.connectInMs(), Texts.NOT_CONNECTED)
                .handle((module, failure) -> {
                    made(module, failure);
                    return null;
                }));
    }

    private void made(@Nullable Module module, @Nullable Throwable failure) {
        if (module == null) {
            abort(failure == null ? "Expected the factory to make a module, got null" : Outcome.problemOf(failure));
            return;
        }
        NodeChannel made = new NodeChannel(module, thread, context, settings, identity, listener);
        if (!channel.complete(made)) {
            made.close();
        }
    }

    @Override
    public void abort(String reason) {
        if (channel.completeExceptionally(new ModuleException(reason))) {
            thread.finish();
        }
    }

    @Override
    public CompletableFuture<Channel> channel() {
        return channel;
    }

    @Override
    public CompletableFuture<Void> gone() {
        return thread.ended();
    }
}
