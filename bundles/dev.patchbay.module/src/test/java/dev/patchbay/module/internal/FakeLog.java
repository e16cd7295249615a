package dev.patchbay.module.internal;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.module.spi.CommandLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps what is recorded. */
final class FakeLog implements CommandLog {

    private final List<Entry> all = new ArrayList<>();

    @Override
    public synchronized void record(Entry entry) {
        all.add(entry);
    }

    synchronized List<Entry> entries() {
        return List.copyOf(all);
    }

    synchronized void clear() {
        all.clear();
    }

    /** Namespace and command of each entry, such as {@code client-queue add}. */
    List<String> briefs() {
        return entries().stream()
                .map(entry -> entry.namespace() + " " + json(entry.inputJson()).get("cmd"))
                .toList();
    }

    List<Entry> of(String brief) {
        return entries().stream()
                .filter(entry -> brief.equals(
                        entry.namespace() + " " + json(entry.inputJson()).get("cmd")))
                .toList();
    }

    static Map<?, ?> json(String text) {
        try {
            return (Map<?, ?>) Json.parse(text);
        } catch (JsonException e) {
            throw new AssertionError(text, e);
        }
    }
}
