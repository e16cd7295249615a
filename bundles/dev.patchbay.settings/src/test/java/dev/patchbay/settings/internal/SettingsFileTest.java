package dev.patchbay.settings.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.metatype.MetaTypeService;

public class SettingsFileTest {

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static Path file;
    private static TestFramework framework;
    private static ConfigurationAdmin admin;
    private static MetatypeReader metatypes;

    private @Nullable SettingsFile settings;

    @BeforeClass
    public static void start() throws Exception {
        Path root = FOLDER.getRoot().toPath();
        file = root.resolve("patchbay.json");
        framework = TestFramework.started(root.resolve("cache"), file);
        framework.installDeclaring("http", Declarations.HTTP);
        admin = framework.service(ConfigurationAdmin.class);
        metatypes = new MetatypeReader(framework.context(), framework.service(MetaTypeService.class));
    }

    @AfterClass
    public static void stop() throws Exception {
        framework.close();
    }

    @After
    public void deactivate() {
        if (settings != null) {
            settings.deactivate();
        }
    }

    @Test
    public void everySectionIsAConfigurationBeforeActivationReturns() throws Exception {
        activate("{\"http\": {\"port\": 8080}, \"lamp~left\": {\"watts\": 9}, \"org.example.lamp\": {\"a\": \"b\"}}");

        assertEquals(8080, value("dev.patchbay.http", "port"));
        assertEquals(9, value("dev.patchbay.lamp~left", "watts"));
        assertEquals("dev.patchbay.lamp", value("dev.patchbay.lamp~left", "service.factoryPid"));
        assertEquals("b", value("org.example.lamp", "a"));
    }

    @Test
    public void onlyTheChangedSectionIsUpdated() throws Exception {
        activate("{\"http\": {\"port\": 1}, \"lamp~left\": {\"watts\": 9}}");
        long before = changes("dev.patchbay.lamp~left");

        save("{\"http\": {\"port\": 2},\n // moved\n \"lamp~left\": {\"watts\": 9}}");

        awaitValue("dev.patchbay.http", "port", 2);
        assertEquals(before, changes("dev.patchbay.lamp~left"));
    }

    @Test
    public void aSecondStartWithTheSameFileUpdatesNothing() throws Exception {
        activate("{\"http\": {\"port\": 1, \"origins\": [\"a\", \"b\"]}}").deactivate();
        long before = changes("dev.patchbay.http");

        activate("{\"http\": {\"port\": 1, \"origins\": [\"a\", \"b\"]}}");

        assertEquals(before, changes("dev.patchbay.http"));
    }

    @Test
    public void anEditorMayRenameAnotherFileOverIt() throws Exception {
        activate("{\"http\": {\"port\": 1}}");
        Path draft = Files.writeString(file.resolveSibling("draft"), "{\"http\": {\"port\": 2}}");

        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        awaitValue("dev.patchbay.http", "port", 2);

        save("{\"http\": {\"port\": 3}}");
        awaitValue("dev.patchbay.http", "port", 3);
    }

    @Test
    public void aBrokenFileChangesNothingUntilItIsGoodAgain() throws Exception {
        activate("{\"http\": {\"port\": 1}, \"lamp~left\": {\"watts\": 9}}");
        SettingsLoader loader = loader();
        loader.load();
        long before = changes("dev.patchbay.http");

        save("{\"http\": {\"port\": 2}, \"lamp~left\": {\"watts\": 0}}");
        loader.reload();
        save("{\"http\": {\"port\": 2},");
        loader.reload();
        Files.delete(file);
        loader.reload();

        assertEquals(before, changes("dev.patchbay.http"));
        assertEquals(1, value("dev.patchbay.http", "port"));
        save("{\"http\": {\"port\": 2}}");
        awaitValue("dev.patchbay.http", "port", 2);
    }

    @Test
    public void aRefusedFileIsAFindingUntilItIsGoodAgain() throws Exception {
        SettingsFile settings = activate("{\"http\": {\"port\": 1}}");
        assertEquals(List.of(), settings.findings());

        save("{\"http\": {\"port\": \"x\"}}");
        await().until(() -> settings.findings().size() == 1);
        String sentence = settings.findings().get(0).sentence();
        assertTrue(sentence, sentence.contains("key http.port: expected a whole number"));

        save("{\"http\": {\"port\": 2}}");
        await().until(() -> settings.findings().isEmpty());
    }

    @Test
    public void aRemovedSectionIsDeletedAndWhatIsNotOursStays() throws Exception {
        activate("{\"http\": {\"port\": 1}, \"lamp~left\": {\"watts\": 9}}");
        Configuration foreign = admin.getConfiguration("org.example.foreign", "?");
        foreign.update(FrameworkUtil.asDictionary(Map.of("a", "b")));
        long before = foreign.getChangeCount();

        save("{}");

        await().until(() -> !exists("dev.patchbay.http") && !exists("dev.patchbay.lamp~left"));
        assertEquals(before, changes("org.example.foreign"));
        foreign.delete();
    }

    @Test
    public void aSectionRemovedWhileStoppedIsDeletedAtTheNextStart() throws Exception {
        activate("{\"http\": {\"port\": 1}}").deactivate();

        activate("{}");

        assertFalse(exists("dev.patchbay.http"));
    }

    @Test
    public void aBundleThatDeclaresLaterHasTheFileCheckedButNotApplied() throws Exception {
        activate("{\"org.example.late\": {\"count\": 3, \"cuont\": 4}}");
        long before = changes("org.example.late");

        Bundle late = framework.installDeclaring("late", Declarations.LATE);

        await().until(() -> settings().current().unknownSections().isEmpty());
        assertEquals(1, settings().current().warnings().size());
        assertEquals(before, changes("org.example.late"));
        late.uninstall();
    }

    @Test
    public void aRefusedFileAtTheActivationInARunningNodeIsOnlyReported() throws Exception {
        activate("{}").deactivate();

        activate("{\"http\": {\"port\": true}}");

        assertFalse(exists("dev.patchbay.http"));
        assertEquals(Bundle.ACTIVE, framework.context().getBundle(0).getState());
        save("{\"http\": {\"port\": 7}}");
        awaitValue("dev.patchbay.http", "port", 7);
    }

    @Test
    public void theThreadEndsWithTheComponent() throws Exception {
        activate("{}").deactivate();

        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("patchbay-settings")));
    }

    @Test
    public void theProviderShowsThePublicPartToAllAndTheRestWithoutSecrets() throws Exception {
        activate(
                "{\"public\": [\"name\", \"gone\"], \"name\": \"x\","
                        + " \"http\": {\"port\": 8080, \"keyPassword\": \"4711\"}, \"mine\": {\"apiKey\": \"k\", \"size\": 1}}");
        SettingsProvider provider = new SettingsProvider(settings(), admin, metatypes);

        assertEquals("{name=x, gone=null}", provider.get().toString());
        assertEquals(
                "{http={host=127.0.0.1, keyPassword=***, mode=safe, origins=[same, *], port=8080, tls=false},"
                        + " mine={apiKey=***, size=1}}",
                provider.sections().toString());
        assertNotNull(provider.schema().get("properties"));
    }

    @Test
    public void theMarkIsPrivateToTheConfiguration() throws Exception {
        activate("{\"http\": {\"port\": 1}}");

        assertEquals(true, value("dev.patchbay.http", ".patchbay.settings.file"));
        assertNull(value("dev.patchbay.http", "patchbay.settings.file"));
    }

    private SettingsFile activate(String text) throws IOException {
        Files.writeString(file, text);
        SettingsFile activated = new SettingsFile(framework.context(), admin, metatypes);
        settings = activated;
        return activated;
    }

    private SettingsFile settings() {
        SettingsFile activated = settings;
        if (activated == null) {
            throw new IllegalStateException("Activate first");
        }
        return activated;
    }

    private static SettingsLoader loader() {
        return new SettingsLoader(
                file,
                Assignments.NONE,
                new PathExpansion(name -> null, "/"),
                metatypes::read,
                new Configurations(admin));
    }

    private static void save(String text) throws IOException {
        Files.writeString(file, text);
    }

    private static void awaitValue(String pid, String key, Object value) {
        await().until(() -> exists(pid) && value.equals(value(pid, key)));
    }

    private static boolean exists(String pid) throws Exception {
        return admin.listConfigurations("(service.pid=" + pid + ")") != null;
    }

    private static @Nullable Object value(String pid, String key) throws Exception {
        Dictionary<String, Object> properties = configuration(pid).getProperties();
        return properties.get(key);
    }

    private static long changes(String pid) throws Exception {
        return configuration(pid).getChangeCount();
    }

    private static Configuration configuration(String pid) throws Exception {
        return admin.listConfigurations("(service.pid=" + pid + ")")[0];
    }
}
