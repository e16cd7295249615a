package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.dvbcss.CiiMessage;
import dev.patchbay.dvbcss.CiiProperty;
import dev.patchbay.dvbcss.CssMessages;
import dev.patchbay.dvbcss.MalformedMessageException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** CII messages that an operator writes: other than in those of a peer, no key is ignored. */
final class CiiText {

    private CiiText() {}

    /**
     * Reads one.
     *
     * @param json an object as a CII message is; empty for one that says nothing
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    static CiiMessage parse(String json) {
        if (json.isBlank()) {
            return CiiMessage.EMPTY;
        }
        try {
            refuseUnknownKeys(Json.parse(json));
            return CssMessages.decodeCii(json);
        } catch (JsonException | MalformedMessageException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The property of a name. */
    static Optional<CiiProperty<?>> property(Object name) {
        return CiiProperty.all().stream()
                .filter(property -> property.wireName().equals(name))
                .findFirst();
    }

    /** What there is to choose from, for a sentence. */
    static List<String> names() {
        return CiiProperty.all().stream().map(CiiProperty::wireName).toList();
    }

    private static void refuseUnknownKeys(@Nullable Object plain) {
        if (plain instanceof Map<?, ?> members) {
            TreeSet<String> unknown = new TreeSet<>();
            members.keySet().forEach(key -> {
                if (property(key).isEmpty()) {
                    unknown.add(String.valueOf(key));
                }
            });
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException(
                        "Expected the keys of a CII message " + names() + ", got " + unknown);
            }
        }
    }
}
