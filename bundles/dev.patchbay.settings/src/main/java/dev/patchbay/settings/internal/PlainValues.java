package dev.patchbay.settings.internal;

import java.util.Arrays;

/** Values of Configuration Admin as JSON knows them. */
final class PlainValues {

    private PlainValues() {}

    /** Arrays of objects become lists and characters texts; the rest is plain already. */
    static Object of(Object value) {
        if (value instanceof Object[] items) {
            return Arrays.stream(items).map(PlainValues::of).toList();
        }
        return value instanceof Character ? value.toString() : value;
    }
}
