package dev.patchbay.datastore.internal;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import javax.sql.DataSource;
import org.osgi.service.jdbc.DataSourceFactory;

/**
 * An H2 database: a file of our own, or what a JDBC URL says.
 *
 * @param compactAboveInBytes a file of our own that is larger, with little in it, is made smaller; 0 for never
 */
record H2Target(String url, Path file, String name, String user, String password, long compactAboveInBytes)
        implements Target {

    private static final long BYTES_OF_MB = 1_000_000;

    /**
     * {@code async:} outlives an interrupt of a thread that reads, where H2 otherwise closes the file. Without write
     * delay a commit that was acknowledged is in the hands of the operating system. Storage that is not used any more is
     * kept for ten seconds and not for 45, since each commit takes some 30 KB.
     */
    private static final String OWN = "jdbc:h2:async:%s;WRITE_DELAY=0;RETENTION_TIME=10000;DB_CLOSE_ON_EXIT=FALSE"
            + ";MAX_LENGTH_INPLACE_LOB=65536";

    static H2Target own(Path home, String user, String password, int compactAboveInMb) {
        Path base = home.resolve("data").resolve("patchbay").toAbsolutePath().normalize();
        Path file = base.resolveSibling("patchbay.mv.db");
        return new H2Target(
                String.format(OWN, base), file, file.toString(), user, password, compactAboveInMb * BYTES_OF_MB);
    }

    static H2Target of(Path home, DatastoreSettings settings) {
        String user = settings.user().isEmpty() ? "sa" : settings.user();
        H2Target own = own(home, user, settings.password(), settings.compactAboveInMb());
        return settings.dsn().isEmpty()
                ? own
                : new H2Target(
                        settings.dsn(), own.file(), settings.dsn().split(";", 2)[0], user, settings.password(), 0);
    }

    @Override
    public String driverClass() {
        return "org.h2.Driver";
    }

    @Override
    public Properties properties() {
        Properties properties = new Properties();
        properties.setProperty(DataSourceFactory.JDBC_URL, url);
        properties.setProperty(DataSourceFactory.JDBC_USER, user);
        properties.setProperty(DataSourceFactory.JDBC_PASSWORD, password);
        return properties;
    }

    /** For ever: with the last connection H2 closes the file. */
    @Override
    public long lifeInMs() {
        return 0;
    }

    /** What jobs were asked is nobody else's business, so only the owner can read the file. */
    @Override
    public void prepare() throws IOException {
        if (isOwn() && Files.notExists(file)) {
            Files.createDirectories(file.getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    @Override
    public Runnable tend(HikariDataSource pool) {
        if (compactAboveInBytes == 0) {
            return Target.super.tend(pool);
        }
        Compaction compaction = new Compaction(pool, file, compactAboveInBytes);
        compaction.start();
        return compaction::close;
    }

    /** A connection that somebody keeps in use would keep the file locked. */
    @Override
    public void shutDown(DataSource source) throws SQLException {
        if (isOwn()) {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SHUTDOWN");
            }
        }
    }

    private boolean isOwn() {
        return name.equals(file.toString());
    }
}
