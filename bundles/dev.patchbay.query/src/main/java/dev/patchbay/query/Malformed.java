package dev.patchbay.query;

import dev.patchbay.rpc.CallException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The failure of whoever asks in a form that is none. */
final class Malformed {

    /** EINVAL. */
    static final int CODE = 22;

    private static final int LONGEST_SHOWN = 80;

    private Malformed() {}

    /** @param place such as {@code filter[0][1]} */
    static CallException value(String place, String expected, @Nullable Object got) {
        return new CallException(CODE, "Expected " + expected + " at " + place + ", got " + shown(got));
    }

    /** Of an array only its size: it may be large, and nested without end. */
    private static String shown(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return "an array of " + list.size();
        }
        String text = value instanceof Map ? "an object" : value instanceof String ? "\"" + value + "\"" : "" + value;
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
    }
}
