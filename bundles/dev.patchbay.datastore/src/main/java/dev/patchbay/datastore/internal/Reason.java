package dev.patchbay.datastore.internal;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Why a database cannot be used, as one sentence for the operator. */
final class Reason {

    private Reason() {}

    /** The same failure, told for somebody who wants a connection to the database of that name. */
    static SQLException of(String name, Throwable failure) {
        SQLException root = sql(failure);
        String state = root == null ? null : root.getSQLState();
        return new SQLException(
                "Expected a connection to " + name + ", got: " + text(failure) + "; " + advice(state),
                state,
                root == null ? 0 : root.getErrorCode(),
                failure);
    }

    private static @Nullable SQLException sql(Throwable failure) {
        SQLException deepest = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                deepest = sql;
            }
        }
        return deepest;
    }

    /** Of the operating system where there is one, otherwise of the driver. */
    private static String text(Throwable failure) {
        Throwable told = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException || cause instanceof IOException) {
                told = cause;
            }
        }
        String message = told.getMessage() == null ? told.toString() : told.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }

    private static String advice(@Nullable String state) {
        if (state == null) {
            return "it is tried again at the next use";
        }
        return switch (state) {
            case "90020" -> "stop the other program that has it open; it is tried again at the next use";
            case "90030" -> "put a backup in its place, or move it away to begin with an empty one";
            case "28000", "28P01" -> "correct user and password of section datastore";
            case "3D000" -> "make that database, or correct datastore/dsn";
            default -> "it is tried again at the next use";
        };
    }
}
