package dev.patchbay.worker.internal;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a module: in the log of all modules, and as events that carry its process and its problem of that
 * moment. Guarded by its worker; told by effects.
 */
final class News {

    private final String name;
    private final Equipment equipment;
    private final Effects effects;
    private final Condition condition;

    News(String name, Equipment equipment, Effects effects, Condition condition) {
        this.name = name;
        this.equipment = equipment;
        this.effects = effects;
        this.condition = condition;
    }

    void loaded(@Nullable String traceback) {
        if (traceback == null) {
            tell(Announcer.LOADED, () -> equipment.log().info("Module %s is loaded", name));
        } else {
            tell(
                    Announcer.LOADED,
                    () -> equipment.log().error("Module %s is loaded and has no instance:\n%s", name, traceback));
        }
    }

    void reloaded() {
        tell(Announcer.RELOADED, () -> equipment.log().info("Module %s is reloaded", name));
    }

    /** @param instead what serves now */
    void notReloaded(String instead, String traceback) {
        tell(
                Announcer.RELOADED,
                () -> equipment.log().error("Module %s could not be reloaded, %s:\n%s", name, instead, traceback));
    }

    /** @param text several lines */
    void refused(String text) {
        tell(Announcer.DIED, () -> equipment.log().error("Module %s could not be loaded:\n%s", name, text));
    }

    /** @param why one sentence without a subject */
    void died(String why) {
        tell(Announcer.DIED, () -> equipment.log().critical("The worker of module %s died: it %s", name, why));
    }

    /** Neither process nor problem are its own any more. */
    void unloaded() {
        effects.add(() -> {
            equipment.log().info("Module %s is unloaded", name);
            equipment.announcer().announce(Announcer.UNLOADED, name, OptionalLong.empty(), null);
        });
    }

    private void tell(String event, Runnable logging) {
        OptionalLong pid = condition.pid();
        String problem = condition.problem();
        effects.add(() -> {
            logging.run();
            equipment.announcer().announce(event, name, pid, problem);
        });
    }
}
