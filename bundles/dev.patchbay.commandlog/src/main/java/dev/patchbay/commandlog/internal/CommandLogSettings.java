package dev.patchbay.commandlog.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of section {@code commandLog}. */
@ObjectClassDefinition(
        name = "Command log",
        description = "What the module queue and the module pool were told and answered, in an SQLite file.")
public @interface CommandLogSettings {

    /** Where the file is. */
    @AttributeDefinition(
            name = "Database path",
            description = "The SQLite file, made when it is not there; relative to the node's home. Empty: nothing is"
                    + " recorded.")
    String databasePath() default "";

    /** Whether anything is recorded. */
    @AttributeDefinition(name = "Enabled", description = "Whether commands are recorded.")
    boolean enabled() default true;
}
