package dev.patchbay.module.internal;

import dev.patchbay.json.Json;
import dev.patchbay.module.ModuleException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a module is told, or tells (shmooze, §5.2 and §5.3).
 *
 * @param args plain Java types; null when the command has none
 */
record Command(String name, @Nullable Map<String, @Nullable Object> args) {

    static final String INIT = "init";
    static final String PLAY_NAME = "play";
    static final String SUSPEND_NAME = "suspend";
    static final String RM_NAME = "rm";
    static final String SET_NAME = "set_parameters";
    static final String UNSET_NAME = "unset_parameters";
    static final String PARAMETERS = "parameters";

    static final Command PLAY = new Command(PLAY_NAME, null);
    static final Command SUSPEND = new Command(SUSPEND_NAME, null);
    static final Command RM = new Command(RM_NAME, null);

    private static final String DO = "do_";

    static Command init(Map<String, @Nullable Object> args) {
        return new Command(INIT, args);
    }

    /** @param name without the {@code do_} it has on the wire */
    static Command tell(String name, Map<String, @Nullable Object> args) {
        return new Command(DO + name, args);
    }

    /** What a module says of itself; §5.3. */
    static Command setParameters(Map<String, @Nullable Object> parameters) {
        return new Command(SET_NAME, Map.of(PARAMETERS, parameters));
    }

    /** What a module says of itself; §5.3. */
    static Command unsetParameters(Collection<String> names) {
        return new Command(UNSET_NAME, Map.of(PARAMETERS, names));
    }

    /** The name somebody gave it who told the module; not for the engine's own commands. */
    String toldName() {
        return name.substring(DO.length());
    }

    /**
     * As a line of JSON, in ASCII as the original writes it.
     *
     * @throws ModuleException when the arguments are nothing JSON can express
     */
    String text() throws ModuleException {
        try {
            return Json.writeAscii(toPlain(name, args));
        } catch (IllegalArgumentException e) {
            throw new ModuleException(String.valueOf(e.getMessage()), e);
        }
    }

    /** A command as it is on every wire of shmooze; §3.2. */
    static Map<String, @Nullable Object> toPlain(String name, @Nullable Object args) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("cmd", name);
        if (args != null) {
            plain.put("args", args);
        }
        return plain;
    }
}
