package dev.patchbay.job.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.apache.felix.framework.FrameworkFactory;
import org.example.tank.TankTasks;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** What a process finds of the bundles of a framework. */
public class BundleClassPathTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Framework framework;
    private Bundle own;
    private BundleClassPath classPath;

    @Before
    public void start() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.newFolder().toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "dev.patchbay.job,dev.patchbay.job.spi,dev.patchbay.task,dev.patchbay.task.spi,"
                                + "dev.patchbay.rpc,dev.patchbay.schema"));
        framework.start();
        own = install("own", Map.of("Export-Package", "own.words"), Map.of("own/words/Word.txt", bytes("word")));
        classPath = new BundleClassPath(folder.newFolder().toPath(), own);
    }

    @After
    public void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] classFile(Class<?> type) throws IOException {
        try (InputStream content = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return content.readAllBytes();
        }
    }

    private static byte[] jar(Manifest manifest, Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(content, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        }
        return content.toByteArray();
    }

    private static Manifest manifest(String name, Map<String, String> headers) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        headers.forEach(main::putValue);
        return manifest;
    }

    private Bundle install(String name, Map<String, String> headers, Map<String, byte[]> entries) throws Exception {
        byte[] content = jar(manifest(name, headers), entries);
        Bundle bundle = framework.getBundleContext().installBundle("memory:" + name, new ByteArrayInputStream(content));
        bundle.start();
        return bundle;
    }

    private Bundle installTank() throws Exception {
        install("library", Map.of("Export-Package", "org.library"), Map.of("org/library/Library.txt", bytes("books")));
        install("stranger", Map.of(), Map.of("stranger.txt", bytes("nobody wants me")));
        String path = TankTasks.Waits.class.getName().replace('.', '/') + ".class";
        Map<String, String> headers = Map.of(
                "Import-Package",
                "org.library,dev.patchbay.job,dev.patchbay.job.spi,dev.patchbay.task,dev.patchbay.task.spi,"
                        + "dev.patchbay.rpc,dev.patchbay.schema",
                "Bundle-ClassPath",
                ".,lib/inner.jar");
        Map<String, byte[]> entries = Map.of(
                path,
                classFile(TankTasks.Waits.class),
                "lib/inner.jar",
                jar(manifest("inner", Map.of()), Map.of("inner.txt", bytes("inner"))));
        return install("tank", headers, entries);
    }

    private static List<Path> files(String path) {
        return Arrays.stream(path.split(File.pathSeparator)).map(Path::of).toList();
    }

    @Test
    public void theBundleWhatItIsWiredToAndOursAreOnIt() throws Exception {
        Class<?> type = installTank().loadClass(TankTasks.Waits.class.getName());
        List<URL> urls = new ArrayList<>();
        for (Path file : files(classPath.of(type))) {
            assertTrue(file.toString(), Files.exists(file));
            urls.add(file.toUri().toURL());
        }
        try (URLClassLoader loader = new URLClassLoader(urls.toArray(new URL[0]), null)) {
            assertTrue(loader.getResource(TankTasks.Waits.class.getName().replace('.', '/') + ".class") != null);
            assertTrue("of an inner jar", loader.getResource("inner.txt") != null);
            assertTrue("wired to it", loader.getResource("org/library/Library.txt") != null);
            assertTrue("ours", loader.getResource("own/words/Word.txt") != null);
            assertTrue("the framework", loader.getResource("org/osgi/framework/Bundle.class") != null);
            assertFalse("not wired to it", loader.getResource("stranger.txt") != null);
        }
    }

    @Test
    public void aBundleIsCopiedOnceForEachOfItsVersions() throws Exception {
        Bundle tank = installTank();
        Class<?> type = tank.loadClass(TankTasks.Waits.class.getName());
        String first = classPath.of(type);
        assertEquals(first, classPath.of(type));
        byte[] content = jar(
                manifest(
                        "tank",
                        Map.of(
                                "Import-Package",
                                "dev.patchbay.job,dev.patchbay.job.spi,"
                                        + "dev.patchbay.task,dev.patchbay.task.spi,dev.patchbay.rpc,dev.patchbay.schema")),
                Map.of(TankTasks.Waits.class.getName().replace('.', '/') + ".class", classFile(TankTasks.Waits.class)));
        tank.update(new ByteArrayInputStream(content));
        String second = classPath.of(tank.loadClass(TankTasks.Waits.class.getName()));
        assertNotEquals(files(first).get(0), files(second).get(0));
        assertTrue("what runs still needs it", Files.exists(files(first).get(0)));
    }
}
