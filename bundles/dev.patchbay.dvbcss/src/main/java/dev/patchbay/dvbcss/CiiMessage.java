package dev.patchbay.dvbcss;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is on and where the other servers are, or what changed of that (ETSI TS 103 286-2 §5.6). Immutable, equal by
 * value; only what a client takes can be in it.
 */
public final class CiiMessage {

    /** Says nothing. */
    public static final CiiMessage EMPTY = new CiiMessage(Map.of());

    /** What is said, in the order of {@link CiiProperty#all}, without what is omitted. */
    private final Map<CiiProperty<?>, Given<?>> given;

    private CiiMessage(Map<CiiProperty<?>, Given<?>> given) {
        this.given = given;
    }

    /** What every server says at first: the version of the protocol. */
    public static CiiMessage initial() {
        return EMPTY.with(CiiProperty.PROTOCOL_VERSION, CiiForms.VERSION);
    }

    /** What it says about a property. */
    @SuppressWarnings("unchecked") // put there by with(), for a property of that type
    public <T> Given<T> get(CiiProperty<T> property) {
        return (Given<T>) given.getOrDefault(property, Given.omitted());
    }

    /** This message with a value. @throws IllegalArgumentException when clients would not take it */
    public <T> CiiMessage with(CiiProperty<T> property, T value) {
        return put(property, Given.of(property.checked(value)));
    }

    /** This message, saying that a property has no value. */
    public CiiMessage withNone(CiiProperty<?> property) {
        return put(property, Given.none());
    }

    /** This message, saying nothing about a property. */
    public CiiMessage without(CiiProperty<?> property) {
        return put(property, Given.omitted());
    }

    /**
     * What whoever knows this has to be told to know the next: nothing about what that omits, even if it is known here.
     */
    public CiiMessage changesTo(CiiMessage next) {
        Map<CiiProperty<?>, Given<?>> changes = new LinkedHashMap<>(next.given);
        changes.entrySet().removeAll(given.entrySet());
        return of(changes);
    }

    /** What whoever knows this knows after he is told the changes. */
    public CiiMessage updatedBy(CiiMessage changes) {
        Map<CiiProperty<?>, Given<?>> updated = new LinkedHashMap<>(given);
        updated.putAll(changes.given);
        return of(updated);
    }

    /** What it says something about, in the order of {@link CiiProperty#all}; unmodifiable. */
    public Set<CiiProperty<?>> defined() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(given.keySet()));
    }

    /** Whether it says nothing. */
    public boolean isEmpty() {
        return given.isEmpty();
    }

    Map<String, @Nullable Object> toPlain() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        for (CiiProperty<?> property : given.keySet()) {
            plain.put(property.wireName(), plain(property));
        }
        return plain;
    }

    private <T> @Nullable Object plain(CiiProperty<T> property) {
        Given<T> value = get(property);
        return value.isNone() ? null : property.toPlain(value.value());
    }

    static CiiMessage fromMembers(Members members) throws MalformedMessageException {
        Map<CiiProperty<?>, Given<?>> given = new LinkedHashMap<>();
        for (CiiProperty<?> property : CiiProperty.all()) {
            if (members.has(property.wireName())) {
                Object plain = members.get(property.wireName());
                given.put(property, plain == null ? Given.none() : Given.of(property.fromPlain(plain)));
            }
        }
        return new CiiMessage(given);
    }

    private CiiMessage put(CiiProperty<?> property, Given<?> value) {
        Map<CiiProperty<?>, Given<?>> changed = new LinkedHashMap<>(given);
        changed.put(property, value);
        return of(changed);
    }

    private static CiiMessage of(Map<CiiProperty<?>, Given<?>> given) {
        Map<CiiProperty<?>, Given<?>> ordered = new LinkedHashMap<>();
        for (CiiProperty<?> property : CiiProperty.all()) {
            Given<?> value = given.getOrDefault(property, Given.omitted());
            if (!value.isOmitted()) {
                ordered.put(property, value);
            }
        }
        return new CiiMessage(ordered);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CiiMessage message && given.equals(message.given);
    }

    @Override
    public int hashCode() {
        return given.hashCode();
    }

    /** As it is sent. */
    @Override
    public String toString() {
        return CssMessages.encode(this);
    }
}
