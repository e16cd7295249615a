package dev.patchbay.service.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operator's list of names and original ids; what is not in it comes behind. Immutable. */
record ServiceOrder(List<String> entries) {

    ServiceOrder {
        entries = List.copyOf(entries);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    boolean lists(String name, @Nullable String originalId) {
        return position(name, originalId) < entries.size();
    }

    /** Counts from 0; the number of entries for what is not in it. */
    int position(String name, @Nullable String originalId) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).equals(name) || entries.get(i).equals(originalId)) {
                return i;
            }
        }
        return entries.size();
    }
}
