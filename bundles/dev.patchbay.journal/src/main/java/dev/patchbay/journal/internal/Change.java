package dev.patchbay.journal.internal;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Something to be put on disk. Made again from the start when others it was put together with made it fail. */
@FunctionalInterface
interface Change<T extends @Nullable Object> {

    /** @return what whoever waits for the change is given when it is on disk */
    T addTo(Batch batch) throws SQLException;
}
