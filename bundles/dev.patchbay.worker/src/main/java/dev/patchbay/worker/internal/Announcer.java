package dev.patchbay.worker.internal;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Tells the node what becomes of modules. */
@FunctionalInterface
interface Announcer {

    String LOADED = "module.loaded";
    String UNLOADED = "module.unloaded";
    String RELOADED = "module.reloaded";
    String DIED = "module.died";

    /** @param problem one sentence; null when all went well */
    void announce(String event, String module, OptionalLong pid, @Nullable String problem);
}
