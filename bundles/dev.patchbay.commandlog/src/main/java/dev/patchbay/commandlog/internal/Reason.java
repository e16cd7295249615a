package dev.patchbay.commandlog.internal;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** Why SQLite does not write, for the operator. */
final class Reason {

    /** The rest of an error's code only says more of the same. */
    private static final int PRIMARY = 0xff;

    private Reason() {}

    static StoreException of(SQLException failure) {
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(failure.getErrorCode() & PRIMARY);
        boolean isLocked = code == SQLiteErrorCode.SQLITE_BUSY || code == SQLiteErrorCode.SQLITE_LOCKED;
        return new StoreException(sentence(code, failure), isLocked, failure);
    }

    private static String sentence(SQLiteErrorCode code, SQLException failure) {
        return switch (code) {
            case SQLITE_BUSY, SQLITE_LOCKED -> "a lock of another program; end its transaction";
            case SQLITE_FULL -> "a full disk; make room";
            case SQLITE_NOTADB -> "a file that is not of SQLite; move it away, or correct commandLog/databasePath";
            case SQLITE_CORRUPT -> "a damaged file; repair it with 'sqlite3 FILE .recover', or move it away";
            case SQLITE_READONLY -> "a file that is read-only; make it and its folder writable";
            case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
                "a file that cannot be opened or made; make it and its folder writable";
            default -> text(failure);
        };
    }

    private static String text(SQLException failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return message.lines().findFirst().orElse("").strip() + "; it is tried again";
    }
}
