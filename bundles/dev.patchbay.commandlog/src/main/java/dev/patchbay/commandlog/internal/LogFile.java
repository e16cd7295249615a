package dev.patchbay.commandlog.internal;

import dev.patchbay.module.spi.CommandLog.Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/**
 * The SQLite file. It is opened for each transaction: so a file that was moved away is followed by a new one, as a text
 * log is, and nothing of it is held while there is nothing to write. Its journal mode is left as it is. Source: shmooze,
 * §9.
 */
final class LogFile implements Store {

    /** Short, since readers that come now wait behind a writer that waits. */
    private static final int LOCK_WAIT_IN_MS = 250;

    private final Path file;
    private final NativeLibrary library;

    LogFile(Path file, NativeLibrary library) {
        this.file = file;
        this.library = library;
    }

    @Override
    public void write(List<Entry> entries) throws StoreException {
        library.load();
        refuseWhatIsNoFile();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            // a transaction that fails is rolled back by closing the connection
            statement.execute("BEGIN IMMEDIATE");
            for (Map.Entry<String, List<Entry>> owned : byOwner(entries).entrySet()) {
                new LogTable(connection, owned.getKey()).append(owned.getValue());
            }
            statement.execute("COMMIT");
        } catch (SQLException e) {
            throw Reason.of(e);
        } catch (RuntimeException e) {
            throw new StoreException(e + "; it is tried again", false, e);
        }
    }

    private void refuseWhatIsNoFile() throws StoreException {
        if (Files.isDirectory(file)) {
            throw new StoreException("a folder; correct commandLog/databasePath", false, null);
        }
        Path folder = file.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new StoreException(
                    "no folder " + folder + "; make it, or correct commandLog/databasePath", false, null);
        }
    }

    private Connection connect() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(LOCK_WAIT_IN_MS);
        // as a URI, since the driver takes what comes after a question mark for settings
        return config.createConnection("jdbc:sqlite:" + file.toUri());
    }

    private static Map<String, List<Entry>> byOwner(List<Entry> entries) {
        Map<String, List<Entry>> byOwner = new LinkedHashMap<>();
        for (Entry entry : entries) {
            byOwner.computeIfAbsent(entry.owner(), owner -> new ArrayList<>()).add(entry);
        }
        return byOwner;
    }
}
