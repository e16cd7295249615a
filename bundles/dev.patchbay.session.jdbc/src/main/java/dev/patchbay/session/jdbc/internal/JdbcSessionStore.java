package dev.patchbay.session.jdbc.internal;

import dev.patchbay.session.User;
import dev.patchbay.session.spi.SessionStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.jdbc.DataSourceFactory;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds sessions in a table of any database with a JDBC driver. Nothing is connected before the first look-up. */
@Component(
        service = {JdbcSessionStore.class, SessionStore.class},
        configurationPid = JdbcSessionStore.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = JdbcSessionStore.Config.class)
public final class JdbcSessionStore implements SessionStore {

    /** Who needs this is there when this is configured. */
    static final String PID = "dev.patchbay.sessionStore";

    private static final Logger LOG = LoggerFactory.getLogger(JdbcSessionStore.class);

    /** No session has a longer one; a JWT that nobody knows need not go to the database. */
    private static final int LONGEST_KEY = 255;

    /** Settings of section {@code sessionStore}. */
    @ObjectClassDefinition(
            name = "Session store",
            description = "Sessions in a database, such as a web framework's table of them.")
    public @interface Config {

        /** The database. */
        @AttributeDefinition(
                name = "URL",
                description = "JDBC URL of the database; empty means an H2 file data/sessions in the node's home.")
        String url() default "";

        /** The driver. */
        @AttributeDefinition(
                name = "Driver",
                description = "Class name of the JDBC driver, as the driver's bundle registers it.")
        String driver() default "org.h2.Driver";

        /** Who connects. */
        @AttributeDefinition(name = "User name", description = "Who connects to the database.")
        String username() default "sa";

        /** The password of who connects. */
        @AttributeDefinition(
                name = "Password",
                description = "File of the password, without its last line end; empty for none.")
        String passwordPath() default "";

        /** What finds a session. */
        @AttributeDefinition(
                name = "Query",
                description = "What finds a session by its key, the one parameter: columns user_id and username, and if"
                        + " there are any roles (commas or blanks between) and expires_at. The default's table is made"
                        + " when it is missing.")
        String query() default SessionTable.QUERY;

        /** How many connections there are. */
        @AttributeDefinition(name = "Most connections", description = "Open at one time.", min = "1", max = "100")
        int maxConnections() default 4;

        /** How long a look-up takes. */
        @AttributeDefinition(
                name = "Timeout",
                description = "How long a look-up waits for the database, in milliseconds; then it is nobody's.",
                min = "1")
        long timeoutInMs() default 5_000;
    }

    private final InstantSource clock = InstantSource.system();
    private final long timeoutInMs;
    private final Properties properties;
    private final boolean hasOwnTable;
    private final SessionQuery query;
    private final SessionTable table;
    private final Driver driver;
    private final SteadyDatabase database;

    /** @throws IOException when the file of the password cannot be read */
    @Activate
    public JdbcSessionStore(BundleContext context, Config config) throws IOException {
        int timeoutInSec =
                (int) Math.max(1, Duration.ofMillis(config.timeoutInMs()).toSeconds());
        this.timeoutInMs = config.timeoutInMs();
        this.properties = properties(context, config);
        this.hasOwnTable = config.query().equals(SessionTable.QUERY);
        this.query = new SessionQuery(config.query(), timeoutInSec, clock);
        this.table = new SessionTable(timeoutInSec);
        this.database = new SteadyDatabase(this::connect, config.maxConnections(), timeoutInMs);
        this.driver = new Driver(context, config.driver(), database::reset);
        driver.open();
        LOG.info("Sessions are looked up in {}", properties.get(DataSourceFactory.JDBC_URL));
    }

    private static Properties properties(BundleContext context, Config config) throws IOException {
        Properties properties = new Properties();
        String url = config.url().isEmpty() ? ownDatabase(context) : config.url();
        properties.setProperty(DataSourceFactory.JDBC_URL, url);
        properties.setProperty(DataSourceFactory.JDBC_USER, config.username());
        String password = config.passwordPath().isEmpty()
                ? ""
                : Files.readString(Path.of(config.passwordPath())).replaceFirst("\\R\\z", "");
        properties.setProperty(DataSourceFactory.JDBC_PASSWORD, password);
        return properties;
    }

    /** Keys of sessions open doors, so only the owner can read the file. */
    private static String ownDatabase(BundleContext context) throws IOException {
        Path base = Path.of(context.getProperty("patchbay.home"), "data", "sessions")
                .toAbsolutePath();
        Path file = base.resolveSibling("sessions.mv.db");
        Files.createDirectories(file.getParent());
        if (Files.notExists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return "jdbc:h2:file:" + base + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    @Deactivate
    void deactivate() {
        driver.close();
        database.close();
    }

    private Connection connect() throws SQLException {
        Connection connection = dataSource().getConnection();
        try {
            limit(connection);
            if (hasOwnTable) {
                table.makeIfMissing(connection);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** So that a database which is gone without a word lets the waiting thread go. */
    private void limit(Connection connection) throws SQLException {
        try {
            connection.setNetworkTimeout(Runnable::run, (int) Math.min(timeoutInMs, Integer.MAX_VALUE));
        } catch (SQLFeatureNotSupportedException e) {
            LOG.debug("The driver has no network timeout; its own settings hold", e);
        }
    }

    DataSource dataSource() throws SQLException {
        DataSource source = driver.dataSource(properties);
        try {
            source.setLoginTimeout((int) Math.max(1, timeoutInMs / 1_000));
        } catch (SQLFeatureNotSupportedException e) {
            LOG.debug("The driver has no login timeout; its own settings hold", e);
        }
        return source;
    }

    @Override
    public Optional<User> find(String key) throws SQLException {
        return key.length() > LONGEST_KEY ? Optional.empty() : database.call(connection -> query.find(connection, key));
    }

    /** Whether the table is the one that can be written here. */
    boolean hasOwnTable() {
        return hasOwnTable;
    }

    /**
     * Puts a session in.
     *
     * @param lifeInMs how long it is good for; null for ever
     */
    void put(String key, User user, @Nullable Long lifeInMs) throws SQLException {
        Instant now = clock.instant();
        Instant end = lifeInMs == null ? null : now.plusMillis(lifeInMs);
        database.call(connection -> {
            table.put(connection, key, user, now, end);
            return true;
        });
    }

    /** Takes a session out. @return whether it was there */
    boolean remove(String key) throws SQLException {
        return database.call(connection -> table.remove(connection, key));
    }

    void reset() {
        database.reset();
    }
}
