package dev.patchbay.journal.internal;

/**
 * A column that is filtered or sorted by.
 *
 * @param field what it is called in a query
 * @param name what the table calls it
 */
record Column(String field, String name, Kind kind, boolean isNullable) {

    /** What its values are. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        TIME
    }
}
