package dev.patchbay.worker.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Looks whether the code of a module has changed, on threads of its own, once at a time. Thread-safe. */
final class CodeObserver {

    private final Equipment equipment;
    private final Consumer<Host> onChanged;
    private final AtomicBoolean isLooking = new AtomicBoolean();

    /** @param onChanged told the host whose code has changed, under no lock */
    CodeObserver(Equipment equipment, Consumer<Host> onChanged) {
        this.equipment = equipment;
        this.onChanged = onChanged;
    }

    /** Looks, unless somebody is looking. Returns at once. */
    void look(Host host) {
        if (isLooking.compareAndSet(false, true)) {
            equipment.threads().execute(() -> lookNow(host));
        }
    }

    private void lookNow(Host host) {
        Look look = Look.UNREADABLE;
        try {
            look = host.lookAtCode();
        } finally {
            isLooking.set(look == Look.SETTLING); // one that failed is not the last one
        }
        if (look == Look.SETTLING) {
            var unused = equipment.clock().after(Equipment.SETTLE_IN_MS, () -> lookNow(host));
        } else if (look == Look.CHANGED) {
            onChanged.accept(host);
        }
    }
}
