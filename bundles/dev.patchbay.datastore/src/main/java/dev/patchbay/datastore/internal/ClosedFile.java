package dev.patchbay.datastore.internal;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/** Knows a connection by its failure whose H2 file was closed, after a full disk for one; it is of no use any more. */
final class ClosedFile implements SQLExceptionOverride {

    /** General error, object closed, file corrupted, I/O error (twice), connection broken, database closed, closing. */
    private static final Set<String> STATES =
            Set.of("50000", "90007", "90030", "90028", "90031", "90067", "90098", "90121");

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return STATES.contains(failure.getSQLState()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
