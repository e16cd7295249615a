package dev.patchbay.datastore.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;
import org.osgi.service.jdbc.DataSourceFactory;

public class NodeDatabaseTest {

    private static final Path HOME = Path.of("/home/of/node");

    private final TemporaryFolder folder = new TemporaryFolder();
    private final TestNode node = new TestNode(folder);

    @Rule
    public final RuleChain rules = RuleChain.outerRule(folder).around(node);

    private static String url(Settings settings) {
        return Targets.of(HOME, settings).properties().getProperty(DataSourceFactory.JDBC_URL);
    }

    @Test
    public void withoutSettingsItIsAFileInTheHome() {
        assertTrue(url(new Settings()), url(new Settings()).startsWith("jdbc:h2:async:/home/of/node/data/patchbay;"));
    }

    @Test
    public void mongodbIsTakenForTheFileInTheHomeWhateverItsAddress() {
        assertEquals(url(new Settings()), url(Settings.of("mongodb", "mongodb://localhost")));
    }

    @Test
    public void aJdbcUrlIsTakenAsItIs() {
        assertEquals("jdbc:h2:mem:x;MODE=Oracle", url(Settings.of("h2", "jdbc:h2:mem:x;MODE=Oracle")));
        assertEquals("jdbc:postgresql:x", url(Settings.of("postgresql", "jdbc:postgresql:x")));
    }

    @Test
    public void aPostgresqlAddressSaysWhoAndWhere() {
        Target target =
                Targets.of(HOME, Settings.of("postgresql", "postgresql://ann:se%20cret@db:5433/jobs?sslmode=require"));
        assertEquals(
                "jdbc:postgresql://db:5433/jobs?sslmode=require",
                target.properties().getProperty("url"));
        assertEquals("ann", target.properties().getProperty("user"));
        assertEquals("se cret", target.properties().getProperty("password"));
        assertEquals("30", target.properties().getProperty("socketTimeout"));
        assertFalse(target.name(), target.name().contains("cret"));
    }

    @Test
    public void settingsOfTheirOwnGoBeforeTheAddress() {
        Settings settings = Settings.of("postgresql", "postgresql://ann:secret@db/jobs?socketTimeout=7");
        settings.user = "bob";
        settings.password = "other";
        Target target = Targets.of(HOME, settings);
        assertEquals("bob", target.properties().getProperty("user"));
        assertEquals("other", target.properties().getProperty("password"));
        assertFalse(target.properties().containsKey("socketTimeout"));
    }

    @Test
    public void whatIsNoDatabaseIsRefusedWithoutShowingAPassword() {
        for (String dsn : new String[] {
            "", "localhost", "mysql://a:secret@b/c", "postgresql://ann:secret@db", "postgresql://ann:secret @db/x"
        }) {
            Exception failure =
                    assertThrows(IllegalArgumentException.class, () -> node.database(Settings.of("postgresql", dsn)));
            assertTrue(failure.getMessage(), failure.getMessage().contains("datastore/dsn"));
            assertFalse(failure.getMessage(), failure.getMessage().contains("secret"));
        }
        assertThrows(IllegalArgumentException.class, () -> node.database(Settings.of("mysql", "")));
    }

    @Test
    public void itsDriverMayComeLaterAndLeave() throws Exception {
        NodeDatabase database = node.withoutDriver(new Settings());
        database.addDriver(TestNode.POSTGRES, TestNode.driver("org.postgresql.Driver"));
        SQLException failure = assertThrows(SQLException.class, database::getConnection);
        assertTrue(failure.getMessage(), failure.getMessage().contains("org.h2.Driver"));
        database.addDriver(TestNode.H2, TestNode.driver("org.h2.Driver"));
        Connection connection = database.getConnection();
        database.removeDriver(TestNode.H2);
        assertThrows(SQLException.class, database::getConnection);
        assertThrows("its file is closed", SQLException.class, () -> connection.prepareStatement("SELECT 1"));
    }

    @Test
    public void aSuccessorThatCameFirstTakesOver() throws Exception {
        NodeDatabase database = node.database(Settings.of("h2", "jdbc:h2:mem:successor"));
        DataSourceFactory successor = new org.h2.util.OsgiDataSourceFactory(new org.h2.Driver());
        database.addDriver(successor, TestNode.driver("org.h2.Driver"));
        database.removeDriver(TestNode.H2);
        try (Connection connection = database.getConnection()) {
            assertTrue(connection.isValid(1));
        }
    }
}
