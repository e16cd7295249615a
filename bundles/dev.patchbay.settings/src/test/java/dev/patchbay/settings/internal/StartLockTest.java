package dev.patchbay.settings.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.FrameworkUtil;

public class StartLockTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<String> told = new ArrayList<>();
    private TestFramework framework;

    @Before
    public void start() throws Exception {
        Path root = folder.getRoot().toPath();
        framework = TestFramework.starting(root.resolve("cache"), root.resolve("patchbay.json"));
    }

    @After
    public void stop() throws Exception {
        framework.close();
    }

    @Test
    public void theLauncherIsToldTheFile() throws Exception {
        listen(told::add);

        assertEquals(
                Optional.empty(),
                lock("{\"host\": {\"lockFilePath\": \"x.lock\"}}").flatMap(StartLock::refusal));

        assertEquals(List.of("x.lock"), told);
    }

    @Test
    public void withoutTheSettingThereIsNoLock() throws Exception {
        assertTrue(lock("{}").isEmpty());
        assertTrue(lock("{\"host\": {\"name\": \"x\"}}").isEmpty());
        assertTrue(lock("{\"host\": {\"lockFilePath\": \" \"}}").isEmpty());
        assertTrue(lock("{\"other\": {\"lockFilePath\": \"x.lock\"}}").isEmpty());
    }

    @Test
    public void whatTheLauncherSaysIsTheRefusal() throws Exception {
        listen(path -> {
            throw new IllegalStateException("already started");
        });

        assertEquals(
                Optional.of("already started"),
                lock("{\"host\": {\"lockFilePath\": \"x.lock\"}}").orElseThrow().refusal());
    }

    @Test
    public void withoutALauncherTheNodeStarts() throws Exception {
        assertEquals(
                Optional.empty(),
                lock("{\"host\": {\"lockFilePath\": \"x.lock\"}}").orElseThrow().refusal());
    }

    private void listen(Consumer<String> launcher) {
        framework
                .context()
                .registerService(
                        Consumer.class, launcher, FrameworkUtil.asDictionary(Map.of("patchbay.launch", "lock")));
    }

    private Optional<StartLock> lock(String text) throws Exception {
        Path file = Files.writeString(folder.getRoot().toPath().resolve("patchbay.json"), text);
        SettingsDocument document = SettingsDocument.read(
                file, Assignments.NONE, new PathExpansion(name -> null, "/"), OriginalNames.of(List.of()));
        return StartLock.of(
                framework.context(),
                SettingsChecker.check(document, new SectionTypes(Map.of(), OriginalNames.of(List.of()))));
    }
}
