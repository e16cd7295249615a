package dev.patchbay.module.internal;

import dev.patchbay.module.spi.ModuleContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a module inside the node says of itself: kept until it is initialised, and handed on in order then. */
final class NodeContext implements ModuleContext {

    private final Identity identity;

    /** Guarded by this. */
    private final List<Consumer<NodeChannel>> kept = new ArrayList<>();

    /** Guarded by this: where it goes; null before the module was initialised. */
    private @Nullable NodeChannel channel;

    NodeContext(Identity identity) {
        this.identity = identity;
    }

    /** Hands on what was said, and what will be. */
    synchronized void listen(NodeChannel to) {
        channel = to;
        kept.forEach(update -> update.accept(to));
        kept.clear();
    }

    @Override
    public String uid() {
        return identity.uid();
    }

    @Override
    public void setParameters(Map<String, @Nullable Object> parameters) {
        Map<String, @Nullable Object> copy = Plain.map(parameters);
        say(to -> to.set(copy));
    }

    @Override
    public void unsetParameters(Collection<String> names) {
        List<String> copy = List.copyOf(names);
        say(to -> to.unset(copy));
    }

    @Override
    public void leave() {
        say(NodeChannel::left);
    }

    /** Under the lock, which keeps the order: the engine only takes note and calls nobody. */
    private synchronized void say(Consumer<NodeChannel> update) {
        if (channel == null) {
            kept.add(update);
        } else {
            update.accept(channel);
        }
    }
}
