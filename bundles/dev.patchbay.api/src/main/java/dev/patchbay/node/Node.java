package dev.patchbay.node;

import java.nio.file.Path;
import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/** The running node. Thread-safe. */
@ProviderType
public interface Node {

    /** Its name, unique in a cluster. */
    String name();

    /** The product's version. */
    String version();

    /** The directory of everything it keeps: {@code deploy}, {@code data}, {@code log}. */
    Path home();

    /** When it was started. */
    Instant startedAt();

    /** Asks it to stop in order, and returns at once. */
    void stop();
}
