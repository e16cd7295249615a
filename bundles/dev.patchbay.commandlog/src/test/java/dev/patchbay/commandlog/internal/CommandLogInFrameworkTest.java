package dev.patchbay.commandlog.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import dev.patchbay.module.spi.CommandLog;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;

public class CommandLogInFrameworkTest {

    private final TemporaryFolder folder = new TemporaryFolder();
    private final TestFramework framework = new TestFramework(folder);

    @Rule
    public final RuleChain rules = RuleChain.outerRule(folder).around(framework);

    private Path file;

    @Before
    public void setUp() {
        file = folder.getRoot().toPath().resolve("commands.db");
    }

    /** One life of the component, with one entry in it. */
    private void live(int number) throws ReflectiveOperationException {
        Object component = framework.activate("commands.db");
        framework.log().record(Entries.number(number));
        TestFramework.deactivate(component);
        assertNull(framework.context().getServiceReference(CommandLog.class));
    }

    @Test
    public void theBundleMayBeStoppedAndStarted() throws Exception {
        live(1);
        framework.bundle().stop();
        framework.bundle().start();
        live(2);
        assertEquals(2, Rows.count(file, "queue_log"));
    }

    @Test
    public void theBundleMayBeReplacedWhileTheDriverStays() throws Exception {
        Class<?> driver = framework.driver().loadClass("org.sqlite.JDBC");
        Class<?> component = framework.bundle().loadClass(CommandLogComponent.class.getName());
        live(1);
        framework.update();
        live(2);
        assertSame(driver, framework.driver().loadClass("org.sqlite.JDBC"));
        assertNotSame(component, framework.bundle().loadClass(CommandLogComponent.class.getName()));
        assertEquals(2, Rows.count(file, "queue_log"));
    }

    @Test
    public void theDriverMayGetANewClassLoader() throws Exception {
        Class<?> driver = framework.driver().loadClass("org.sqlite.JDBC");
        live(1);
        framework.refresh(framework.driver());
        live(2);
        assertNotSame(driver, framework.driver().loadClass("org.sqlite.JDBC"));
        assertEquals(2, Rows.count(file, "queue_log"));
    }

    @Test
    public void sqliteIsUnpackedInTheBundlesOwnPlaceWithTheFirstEntry() throws Exception {
        Object component = framework.activate("commands.db");
        assertFalse(Files.exists(framework.unpacked()));
        framework.log().record(Entries.number(1));
        TestFramework.deactivate(component);
        assertTrue(framework.unpacked().toFile().list().length > 0);
        assertNull(System.getProperty("org.sqlite.tmpdir"));
    }

    @Test
    public void whatAKilledNodeLeftIsRemoved() throws Exception {
        Files.createDirectories(framework.unpacked());
        Path left = Files.createFile(framework.unpacked().resolve("sqlite-1.2.3.4-left-libsqlitejdbc.so"));
        live(1);
        assertFalse(Files.exists(left));
        assertEquals(1, Rows.count(file, "queue_log"));
    }
}
