package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.schema.Schemas;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Definitions that a test makes. */
final class FakeSchemas implements Schemas {

    private final Map<String, Map<String, @Nullable Object>> definitions = new TreeMap<>();

    @SuppressWarnings("unchecked")
    void define(String name, String schema) {
        definitions.put(name, (Map<String, @Nullable Object>) Peer.plain(schema.replace('\'', '"')));
    }

    @Override
    public Map<String, Map<String, @Nullable Object>> definitions() {
        return definitions;
    }

    @Override
    public String hash() {
        return "0".repeat(64);
    }
}
