package dev.patchbay.protocol.moduleserver.internal;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants of the worker. Source: ModuleServer, §5.
 *
 * @param function null for goodbye
 * @param args plain Java types
 */
record Request(@Nullable String function, List<@Nullable Object> args, boolean isKeptAlive) {

    private static final String HELP = "_help";

    /** @throws Refusal for the first thing that is wrong, in the order of the original's checks */
    static Request read(String line) throws Refusal {
        Message message = Message.read(line);
        message.require("function");
        Object args = message.require("args");
        boolean isKeptAlive = truth(message.require("keep_alive"));
        if (!(args instanceof List<?> list)) {
            throw new Refusal("args should be a list of values");
        }
        return new Request(message.requireName("function"), Collections.unmodifiableList(list), isKeptAlive);
    }

    /** 0 and 1 pass, as they do in the original. */
    private static boolean truth(@Nullable Object value) throws Refusal {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof Long number && (number == 0 || number == 1)) {
            return number == 1;
        }
        throw new Refusal("keep_alive must be a boolean");
    }

    boolean isHelp() {
        return HELP.equals(function);
    }
}
