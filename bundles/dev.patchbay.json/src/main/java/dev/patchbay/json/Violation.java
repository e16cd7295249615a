package dev.patchbay.json;

import java.util.Arrays;
import java.util.List;

/**
 * One thing about a value that its schema does not allow.
 *
 * @param path JSON Pointer (RFC 6901) to the value; empty for the whole
 * @param message what the schema asks for
 */
public record Violation(String path, String message) {

    /** Where a JSON Pointer leads along: names, and indexes as {@code Long}; a name that looks like one is taken for it. */
    public static List<Object> steps(String pointer) {
        return Arrays.stream(pointer.split("/", -1))
                .skip(1) // what stands before the first slash
                .map(Violation::step)
                .toList();
    }

    private static Object step(String step) {
        return step.matches("0|[1-9]\\d{0,8}")
                ? (Object) Long.valueOf(step)
                : step.replace("~1", "/").replace("~0", "~");
    }
}
