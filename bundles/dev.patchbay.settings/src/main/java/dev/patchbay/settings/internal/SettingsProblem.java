package dev.patchbay.settings.internal;

import dev.patchbay.json.JsonException;
import java.io.IOException;
import java.nio.file.Path;

/** Why a settings file is refused as a whole; its message is one sentence that says where, and what to do. */
final class SettingsProblem extends Exception {

    private static final long serialVersionUID = 1L;

    private SettingsProblem(String message) {
        super(message);
    }

    private SettingsProblem(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * A key that does not hold what it should.
     *
     * @param place where it stands
     * @param expected what it should hold
     * @param got what it holds; nothing secret
     * @param remedy what to do
     */
    static SettingsProblem at(String place, String expected, String got, String remedy) {
        return new SettingsProblem(place + ": expected " + expected + ", got " + got + "; " + remedy);
    }

    static SettingsProblem notJson(Path file, JsonException cause) {
        return new SettingsProblem(file + ": " + cause.getMessage() + "; correct it and save the file", cause);
    }

    static SettingsProblem notThere(Path file) {
        return new SettingsProblem(file + ": expected a settings file, got nothing; create it, or name another with"
                + " --config, PATCHBAY_SETTINGS or SHMOOZE_SETTINGS");
    }

    static SettingsProblem unreadable(Path file, IOException cause) {
        return new SettingsProblem(
                file + ": expected a readable file in UTF-8, got " + cause + "; check the file and its permissions",
                cause);
    }

    static SettingsProblem notStored(Path file, String section, Exception cause) {
        return new SettingsProblem(
                file + ", section " + section + ": expected Configuration Admin to store it, got " + cause
                        + "; check its keys, and the space and permissions of the data directory",
                cause);
    }

    /** The message. */
    String sentence() {
        return String.valueOf(getMessage());
    }
}
