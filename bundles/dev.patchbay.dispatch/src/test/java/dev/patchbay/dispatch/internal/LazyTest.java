package dev.patchbay.dispatch.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

public class LazyTest {

    private final AtomicInteger made = new AtomicInteger();

    @Test
    public void theValueIsMadeOnceForAll() {
        Lazy<Integer> lazy = new Lazy<>(made::incrementAndGet);
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(lazy::get);
        assertEquals(1, (int) lazy.get());
        assertEquals(1, (int) other.join());
    }

    @Test
    public void aFailureIsToldAndTheNextWhoNeedsItTriesAgain() {
        Lazy<Integer> lazy = new Lazy<>(() -> {
            if (made.incrementAndGet() == 1) {
                throw new IllegalStateException("its maker was interrupted");
            }
            return made.get();
        });
        assertThrows(IllegalStateException.class, lazy::get);
        assertEquals(2, (int) lazy.get());
        assertEquals(2, (int) lazy.get());
    }
}
