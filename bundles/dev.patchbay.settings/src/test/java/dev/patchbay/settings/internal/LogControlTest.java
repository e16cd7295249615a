package dev.patchbay.settings.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ManagedService;

public class LogControlTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final AtomicInteger readAgain = new AtomicInteger();
    private Path home;
    private Path file;
    private TestFramework framework;

    @Before
    public void start() throws Exception {
        home = folder.getRoot().toPath();
        file = Files.createFile(home.resolve("logging.properties"));
        framework = TestFramework.starting(
                home.resolve("cache"),
                home.resolve("patchbay.json"),
                Map.of("patchbay.home", home.toString(), "patchbay.logging", file.toString()));
        provideLogging("org.ops4j.pax.logging", readAgain);
    }

    @After
    public void stop() throws Exception {
        framework.close();
    }

    @Test
    public void defaultsChangeNothing() throws Exception {
        apply(section());

        assertEquals(Map.of(), variables());
        assertEquals(0, readAgain.get());
    }

    @Test
    public void whatDiffersIsWrittenAndReadAtOnce() throws Exception {
        apply(section(
                "level",
                "warning",
                "filePath",
                "logs/zeph.log",
                "maxFileBytes",
                2048L,
                "maxFiles",
                3,
                "format",
                "zephserver"));

        assertEquals(
                Map.of(
                        "patchbay.log.level", "WARN",
                        "patchbay.log.file", home + "/logs/zeph.log",
                        "patchbay.log.archive", home + "/logs/zeph.%i.log",
                        "patchbay.log.maxBytes", "2048",
                        "patchbay.log.maxFiles", "3",
                        "patchbay.log.format", "zephserver"),
                variables());
        assertEquals(1, readAgain.get());
    }

    @Test
    public void theSameAgainIsNotReadAgainAndDefaultsBringTheOldStateBack() throws Exception {
        apply(section("level", "DEBUG"));
        apply(section("level", "debug"));
        assertEquals(1, readAgain.get());

        apply(section());
        assertEquals(2, readAgain.get());
        assertEquals(Map.of(), variables());
    }

    @Test
    public void theOriginalsLevelsAreThoseOfTheLog() {
        List<String> levels = new ArrayList<>();
        for (String level : List.of("DEBUG", "Info", "WARNING", "error", "CRITICAL")) {
            levels.add(variablesOf(section("level", level)).toString());
            assertEquals(Optional.empty(), variablesOf(section("level", level)).warning());
        }
        assertEquals(
                List.of(
                        "{patchbay.log.level=DEBUG}",
                        "all defaults",
                        "{patchbay.log.level=WARN}",
                        "{patchbay.log.level=ERROR}",
                        "{patchbay.log.level=ERROR}"),
                levels);
    }

    @Test
    public void anUnknownLevelIsInfoWithAWarning() {
        LogVariables variables = variablesOf(section("level", "loud"));

        assertEquals("all defaults", variables.toString());
        Messages.assertContains(variables.warning().orElseThrow(), "got 'loud'; INFO holds");
    }

    @Test
    public void aFileWithoutAnEndingIsNumberedAtItsEnd() {
        assertTrue(variablesOf(section("filePath", "/x/log")).toString().contains("=/x/log.%i"));
        assertTrue(variablesOf(section("filePath", "/x/.log")).toString().contains("=/x/.log.%i"));
    }

    @Test
    public void anotherManagedServiceIsLeftAlone() throws Exception {
        AtomicInteger other = new AtomicInteger();
        provideLogging("org.ops4j.pax.logging.other", other);

        apply(section("level", "DEBUG"));

        assertEquals(0, other.get());
        assertFalse(Files.exists(home.resolve("logging.properties.draft")));
    }

    private void provideLogging(String pid, AtomicInteger calls) {
        ManagedService logging = properties -> calls.incrementAndGet();
        framework
                .context()
                .registerService(ManagedService.class, logging, FrameworkUtil.asDictionary(Map.of("service.pid", pid)));
    }

    private void apply(LogControl.Config section) {
        new LogControl(framework.context(), section);
    }

    private LogVariables variablesOf(LogControl.Config section) {
        return LogVariables.of(section, home);
    }

    private Map<Object, Object> variables() throws Exception {
        Properties properties = new Properties();
        try (InputStream input = Files.newInputStream(file)) {
            properties.load(input);
        }
        return Map.copyOf(properties);
    }

    /** A section as the component runtime hands it over: what is not given has its default. */
    private static LogControl.Config section(Object... keysAndValues) {
        Map<String, Object> given = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            given.put(keysAndValues[i].toString(), keysAndValues[i + 1]);
        }
        return (LogControl.Config) Proxy.newProxyInstance(
                LogControlTest.class.getClassLoader(),
                new Class<?>[] {LogControl.Config.class},
                (proxy, method, arguments) -> given.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
