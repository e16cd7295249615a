package dev.patchbay.datastore.internal;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database that the settings name. */
final class Targets {

    private static final Logger LOG = LoggerFactory.getLogger(Targets.class);

    private Targets() {}

    /** @throws IllegalArgumentException when the settings name none */
    static Target of(Path home, DatastoreSettings settings) {
        return switch (settings.driver()) {
            case "h2" -> H2Target.of(home, settings);
            case "postgresql" -> PostgresTarget.of(settings);
            case "mongodb" -> insteadOfMongo(home, settings);
            default ->
                throw new IllegalArgumentException(
                        "Expected datastore/driver to be h2 or postgresql, got '" + settings.driver() + "'");
        };
    }

    private static Target insteadOfMongo(Path home, DatastoreSettings settings) {
        Target own = H2Target.own(home, "sa", "", settings.compactAboveInMb());
        LOG.warn(
                "datastore/driver is mongodb, which is not supported; the H2 file {} is used instead."
                        + " Set it to h2 or postgresql",
                own.name());
        return own;
    }
}
