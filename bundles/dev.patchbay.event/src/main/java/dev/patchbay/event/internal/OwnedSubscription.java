package dev.patchbay.event.internal;

import dev.patchbay.event.Subscription;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;

/** A subscription whose owner is told when it is closed. */
final class OwnedSubscription implements Subscription {

    private final Subscription subscription;
    private final Consumer<Subscription> onClose;

    OwnedSubscription(Subscription subscription, Consumer<Subscription> onClose) {
        this.subscription = subscription;
        this.onClose = onClose;
    }

    @Override
    public Set<String> masks() {
        return subscription.masks();
    }

    @Override
    public void add(Collection<String> masks) {
        subscription.add(masks);
    }

    @Override
    public void remove(Collection<String> masks) {
        subscription.remove(masks);
    }

    @Override
    public long lost() {
        return subscription.lost();
    }

    @Override
    public void close() {
        subscription.close();
        onClose.accept(this);
    }
}
