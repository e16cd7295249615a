package dev.patchbay.dvbcss;

import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a message says about a property: nothing at all, that it has no value, or its value. Immutable, equal by value.
 *
 * @param <T> the type of the value, immutable itself
 */
public final class Given<T> {

    private static final Given<?> OMITTED = new Given<>(null, "omitted");
    private static final Given<?> NONE = new Given<>(null, "none");

    private final @Nullable T value;
    private final String state;

    private Given(@Nullable T value, String state) {
        this.value = value;
        this.state = state;
    }

    /** Nothing is said: unchanged, or unknown. Its key is absent from the message. */
    @SuppressWarnings("unchecked")
    public static <T> Given<T> omitted() {
        return (Given<T>) OMITTED;
    }

    /** There is no value. Its key is in the message, with null. */
    @SuppressWarnings("unchecked")
    public static <T> Given<T> none() {
        return (Given<T>) NONE;
    }

    /** There is a value. */
    public static <T> Given<T> of(T value) {
        return new Given<>(Objects.requireNonNull(value), "value");
    }

    /** Whether nothing is said. */
    public boolean isOmitted() {
        return this == OMITTED;
    }

    /** Whether it is said that there is no value. */
    public boolean isNone() {
        return this == NONE;
    }

    /** Whether there is a value. */
    public boolean isValue() {
        return value != null;
    }

    /** @throws NoSuchElementException when there is no value */
    public T value() {
        if (value == null) {
            throw new NoSuchElementException("Expected a value, got " + this);
        }
        return value;
    }

    /** The value, or the other when there is none or nothing is said. */
    public T orElse(T other) {
        return value == null ? other : value;
    }

    /** The value, if there is one. */
    public Optional<T> toOptional() {
        return Optional.ofNullable(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Given<?> given && value != null && value.equals(given.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(state, value);
    }

    /** {@code omitted}, {@code none} or the value. */
    @Override
    public String toString() {
        return value == null ? state : value.toString();
    }
}
