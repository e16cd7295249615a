package dev.patchbay.settings.internal;

import java.util.List;
import java.util.Optional;

/**
 * What a section may hold, as the bundle it belongs to declares it.
 *
 * @param pid the PID, or the factory PID
 * @param isFactory whether there can be several of it, each with a name behind a tilde
 * @param title its name for people; may be empty
 * @param description what it is for; may be empty
 * @param attributes its keys, sorted by name
 */
record SectionType(String pid, boolean isFactory, String title, String description, List<Attribute> attributes) {

    /** The section's name in the file; for a factory what stands before the tilde. */
    String name() {
        return SectionName.shortNameOf(pid);
    }

    Optional<Attribute> attribute(String key) {
        return attributes.stream()
                .filter(attribute -> attribute.key().equals(key))
                .findFirst();
    }

    List<String> keys() {
        return attributes.stream().map(Attribute::key).toList();
    }
}
