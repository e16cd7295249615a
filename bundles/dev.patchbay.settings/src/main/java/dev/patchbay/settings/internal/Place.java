package dev.patchbay.settings.internal;

import dev.patchbay.json.Position;
import java.nio.file.Path;

/** How messages name a place in the settings file. */
final class Place {

    private Place() {}

    static String of(Path file, Position position, String key) {
        return file + ", line " + position.line() + ", column " + position.column() + ", key " + key;
    }
}
