package dev.patchbay.dispatch.internal;

import java.util.Set;
import java.util.regex.Pattern;

/** What a name may look like. */
final class Names {

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern SCHEMA = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*");
    private static final Set<String> OF_THE_PROTOCOL = Set.of("rpc", "task", "event", "session", "room");

    private Names() {}

    /** A sentence that says what is wrong with a task's name; empty when nothing is. */
    static String faultOfTask(String name) {
        return VALID.matcher(name).matches()
                ? ""
                : "Expected a name of letters, digits, '_' and '-' in parts joined by dots, got '" + name + "'";
    }

    /** A sentence that says what is wrong with a provider's namespace; empty when nothing is. */
    static String faultOfProvider(String name) {
        return OF_THE_PROTOCOL.contains(firstPart(name))
                ? "Expected a namespace of its own, got '" + name + "', which belongs to the protocol"
                : faultOfTask(name);
    }

    /** Whether schemas may refer to a definition of this name. */
    static boolean isSchemaName(String name) {
        return SCHEMA.matcher(name).matches();
    }

    private static String firstPart(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
