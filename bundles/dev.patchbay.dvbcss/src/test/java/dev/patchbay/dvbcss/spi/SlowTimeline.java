package dev.patchbay.dvbcss.spi;

import dev.patchbay.dvbcss.ControlTimestamp;
import dev.patchbay.dvbcss.Timelines;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the README shows as a timeline that takes its time to be found. */
final class SlowTimeline extends SingleTimelineSource {

    private final Supplier<CompletableFuture<ControlTimestamp>> search;
    private volatile @Nullable CompletableFuture<ControlTimestamp> found;

    SlowTimeline(Supplier<CompletableFuture<ControlTimestamp>> search) {
        super(Timelines.temi(1, 2));
        this.search = search;
    }

    @Override
    public void needed(String selector) {
        if (recognises(selector)) {
            CompletableFuture<ControlTimestamp> begun = search.get();
            found = begun;
            begun.thenRun(this::updateClients);
        }
    }

    @Override
    public void notNeeded(String selector) {
        CompletableFuture<ControlTimestamp> begun = found;
        if (recognises(selector) && begun != null) {
            found = null;
            begun.cancel(true);
        }
    }

    @Override
    public @Nullable ControlTimestamp controlTimestamp(String selector) {
        CompletableFuture<ControlTimestamp> begun = found;
        return begun == null ? null : begun.getNow(null);
    }
}
