package dev.patchbay.module.helper;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where the owner waits for its module: the last three arguments of the program. */
record OwnerAddress(String host, int commandPort, int updatePort) {

    static OwnerAddress of(String[] args) {
        int first = args.length - 3;
        if (first < 0) {
            throw refusal(args, null);
        }
        try {
            return new OwnerAddress(args[first], Integer.parseInt(args[first + 1]), Integer.parseInt(args[first + 2]));
        } catch (NumberFormatException e) {
            throw refusal(args, e);
        }
    }

    private static IllegalArgumentException refusal(String[] args, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "Expected host, command port and update port as the last three arguments, got " + Arrays.toString(args)
                        + ": this program is started by a module queue or pool.",
                cause);
    }
}
