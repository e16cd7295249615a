package dev.patchbay.module.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Things that are under way: each is forgotten when it is done. Thread-safe. */
final class Undone<T extends @Nullable Object> {

    /** By a key of its own. */
    private final Map<Object, CompletableFuture<T>> all = new ConcurrentHashMap<>();

    void add(CompletableFuture<T> one) {
        Object key = new Object();
        all.put(key, one);
        Outcome.follow(one.handle((result, failure) -> all.remove(key) != null));
    }

    List<CompletableFuture<T>> all() {
        return List.copyOf(all.values());
    }
}
