package dev.patchbay.journal.internal;

import dev.patchbay.query.FieldPath;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table of records with ids.
 *
 * @param columns that are filtered and sorted by; among them {@code id}
 * @param indexes each the names of its columns, the last {@code id}; without that of the ids alone
 * @param reader makes a record of a row
 */
record Table(String name, List<Column> columns, List<List<String>> indexes, Reader reader) {

    /** Makes a record of a row. */
    interface Reader {
        Map<String, @Nullable Object> read(ResultSet row) throws SQLException;
    }

    /** Empty for what is within a record, or not there at all. */
    Optional<Column> column(FieldPath path) {
        return columns.stream()
                .filter(column -> path.steps().equals(List.of(column.field())))
                .findFirst();
    }
}
