package dev.patchbay.module.helper;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The log of this library: what the JVM has, which writes to stderr and so into the module's log file. */
final class Logs {

    private static final Logger LOGGER = System.getLogger("dev.patchbay.module.helper");

    private Logs() {}

    static void debug(String format, Object argument) {
        LOGGER.log(Level.DEBUG, format, argument);
    }

    static void warn(String message, Throwable problem) {
        LOGGER.log(Level.WARNING, message, problem);
    }
}
