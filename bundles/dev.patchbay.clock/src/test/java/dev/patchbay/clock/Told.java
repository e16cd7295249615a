package dev.patchbay.clock;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that remembers by whom it was told. */
final class Told implements ClockListener {

    final List<Clock> causes = new CopyOnWriteArrayList<>();

    @Override
    public void changed(Clock cause) {
        causes.add(cause);
    }

    int times() {
        return causes.size();
    }
}
