package dev.patchbay.settings.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.metatype.MetaTypeService;

public class StartRefusalTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Path file;

    @Before
    public void redirect() {
        file = folder.getRoot().toPath().resolve("patchbay.json");
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @After
    public void restore() {
        System.setErr(standardError);
    }

    @Test
    public void aStartingNodeIsStoppedAndItsLauncherIsTold() throws Exception {
        List<String> told = new ArrayList<>();
        try (TestFramework framework = TestFramework.starting(cache(), file)) {
            Consumer<String> launcher = told::add;
            framework
                    .context()
                    .registerService(
                            Consumer.class, launcher, FrameworkUtil.asDictionary(Map.of("patchbay.launch", "failed")));

            assertTrue(StartRefusal.refuse(framework.context(), problem().sentence()));

            assertTrue(framework.isStoppedWithin(10_000));
            assertEquals(List.of(problem().sentence()), told);
            assertEquals("", printed.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    public void withoutALauncherTheStandardErrorStreamIsTold() throws Exception {
        try (TestFramework framework = TestFramework.starting(cache(), file)) {
            assertTrue(StartRefusal.refuse(framework.context(), problem().sentence()));

            assertTrue(framework.isStoppedWithin(10_000));
            Messages.assertContains(
                    printed.toString(StandardCharsets.UTF_8), problem().sentence());
        }
    }

    @Test
    public void aRunningNodeIsLeftAlone() throws Exception {
        try (TestFramework framework = TestFramework.started(cache(), file)) {
            assertFalse(StartRefusal.refuse(framework.context(), problem().sentence()));

            assertEquals(Bundle.ACTIVE, framework.context().getBundle(0).getState());
            assertEquals("", printed.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    public void aMissingFileOfShmoozesVariableEndsTheStart() throws Exception {
        assertStartEnds(file + ": expected a settings file, got nothing; create it, or name another with --config,"
                + " PATCHBAY_SETTINGS or SHMOOZE_SETTINGS");
    }

    @Test
    public void aMalformedFileOfShmoozesVariableEndsTheStart() throws Exception {
        Files.writeString(file, "{\n  \"name\": \"x\",\n  \"ports\": {\"queue\": 5580\n");

        assertStartEnds(file + ": ");
        Messages.assertContains(printed.toString(StandardCharsets.UTF_8), "line 4");
    }

    private void assertStartEnds(String sentence) throws Exception {
        try (TestFramework framework = TestFramework.starting(cache(), Path.of(""))) {
            Map<String, String> variables = Map.of("SHMOOZE_SETTINGS", file.toString());
            SettingsFile settings = new SettingsFile(
                    withoutListeners(framework.context()),
                    unused(ConfigurationAdmin.class),
                    new MetatypeReader(framework.context(), unused(MetaTypeService.class)),
                    variables::get);

            assertTrue(framework.isStoppedWithin(10_000));
            Messages.assertContains(printed.toString(StandardCharsets.UTF_8), sentence);
            settings.deactivate();
        }
    }

    /** Can be deactivated after the stop of the framework as well, which a component never is. */
    private static BundleContext withoutListeners(BundleContext context) {
        Class<?>[] types = {BundleContext.class};
        return (BundleContext) Proxy.newProxyInstance(types[0].getClassLoader(), types, (proxy, method, given) -> {
            return method.getName().endsWith("BundleListener") ? null : method.invoke(context, given);
        });
    }

    private static <T> T unused(Class<T> service) {
        return service.cast(
                Proxy.newProxyInstance(service.getClassLoader(), new Class<?>[] {service}, (proxy, method, given) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    private SettingsProblem problem() {
        return SettingsProblem.notThere(file);
    }

    private Path cache() {
        return folder.getRoot().toPath().resolve("cache");
    }
}
