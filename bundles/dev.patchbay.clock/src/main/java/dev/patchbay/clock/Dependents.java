package dev.patchbay.clock;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who is told of a clock's changes: listeners, held until they leave, and child clocks, held weakly. */
final class Dependents {

    private final List<Subscription> listeners = new CopyOnWriteArrayList<>();
    /** Guarded by itself. Weak, since a wall clock lives for months while timelines come and go. */
    private final Set<Reference<Clock>> children = new LinkedHashSet<>();

    private final ReferenceQueue<Clock> forgotten = new ReferenceQueue<>();

    Subscription add(Clock clock, ClockListener listener) {
        Subscription subscription = new Subscription(clock, listener);
        listeners.add(subscription);
        return subscription;
    }

    /** The reference by which to {@link #unbind} it. */
    Reference<Clock> bind(Clock child) {
        Reference<Clock> reference = new WeakReference<>(child, forgotten);
        synchronized (children) {
            dropForgotten();
            children.add(reference);
        }
        return reference;
    }

    void unbind(Reference<Clock> child) {
        synchronized (children) {
            dropForgotten();
            children.remove(child);
        }
    }

    void tell(Clock cause) {
        for (Subscription subscription : listeners) {
            subscription.tell(cause);
        }
    }

    List<Clock> children() {
        List<Clock> living = new ArrayList<>();
        synchronized (children) {
            dropForgotten();
            for (Reference<Clock> reference : children) {
                Clock child = reference.get();
                if (child != null) {
                    living.add(child);
                }
            }
        }
        return living;
    }

    /** How many references there are; for tests. */
    int bound() {
        synchronized (children) {
            dropForgotten();
            return children.size();
        }
    }

    private void dropForgotten() {
        for (Reference<? extends Clock> gone = forgotten.poll(); gone != null; gone = forgotten.poll()) {
            children.remove(gone);
        }
    }

    /** Holds its clock, so that who keeps the subscription is told. */
    private final class Subscription implements ClockSubscription {

        private final Clock clock;
        private final ClockListener listener;
        private volatile boolean open = true;

        Subscription(Clock clock, ClockListener listener) {
            this.clock = clock;
            this.listener = listener;
        }

        /** Nothing a listener does, not even the error of a class that left with its bundle, may reach the others. */
        void tell(Clock cause) {
            if (!open) { // closed by a listener before it
                return;
            }
            try {
                listener.changed(cause);
            } catch (Throwable e) {
                Failures.log(Clock.class, "The listener " + listener + " of " + clock + " failed", e);
            }
        }

        @Override
        public void close() {
            open = false;
            listeners.remove(this);
        }
    }
}
