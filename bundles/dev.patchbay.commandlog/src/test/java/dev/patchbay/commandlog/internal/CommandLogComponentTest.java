package dev.patchbay.commandlog.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;

import dev.patchbay.module.spi.CommandLog;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.ServiceReference;

public class CommandLogComponentTest {

    private final TemporaryFolder folder = new TemporaryFolder();
    private final TestFramework framework = new TestFramework(folder);

    @Rule
    public final RuleChain rules = RuleChain.outerRule(folder).around(framework);

    private ServiceReference<CommandLog> reference() {
        return framework.context().getServiceReference(CommandLog.class);
    }

    private void assertNothingIsKept(CommandLogSettings settings) {
        CommandLogComponent component = new CommandLogComponent(framework.context(), settings);
        assertNull(reference());
        assertEquals(0, component.findings().size());
        component.deactivate();
    }

    @Test
    public void withoutAPathThereIsNoLog() {
        assertNothingIsKept(Settings.of("", true));
        assertNothingIsKept(Settings.of("  ", true));
    }

    @Test
    public void aLogInMemoryIsNone() {
        assertNothingIsKept(Settings.of(":memory:", true));
    }

    @Test
    public void aLogThatIsNotEnabledIsNone() {
        assertNothingIsKept(Settings.of("commands.db", false));
    }

    @Test
    public void aPathIsRelativeToTheHome() throws Exception {
        CommandLogComponent component = new CommandLogComponent(framework.context(), Settings.of("commands.db", true));
        assertNotNull(reference());
        framework.log().record(Entries.number(1));
        component.deactivate();
        assertNull(reference());
        assertEquals(1, Rows.count(folder.getRoot().toPath().resolve("commands.db"), "queue_log"));
    }

    @Test
    public void anAbsolutePathIsTakenAsItIs() throws Exception {
        Path file = folder.newFolder("elsewhere").toPath().resolve("log.sqlite");
        CommandLogComponent component =
                new CommandLogComponent(framework.context(), Settings.of(file.toString(), true));
        framework.log().record(Entries.number(1));
        component.deactivate();
        assertEquals(1, Rows.count(file, "queue_log"));
    }
}
