package dev.patchbay.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.osgi.framework.BundleActivator;

/** An installation made of bundles that are nothing but a manifest and at most an activator. */
final class TestInstallation {

    final Path root;

    TestInstallation(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root.resolve("bundles"));
        Files.createDirectories(root.resolve("config"));
        Files.writeString(root.resolve("config/patchbay.json"), "{}");
        Files.writeString(root.resolve("config/logback.xml"), "<included/>");
        Files.writeString(root.resolve("bundles/start.levels"), "8 settings\n20 late");
    }

    Path bundle(String name, String version) throws IOException {
        try (JarOutputStream out = open(name, manifest(name, version))) {
            out.finish();
        }
        return jar(name);
    }

    void bundle(String name, String version, Class<? extends BundleActivator> activator) throws IOException {
        Manifest manifest = manifest(name, version);
        manifest.getMainAttributes().putValue("Bundle-Activator", activator.getName());
        manifest.getMainAttributes().putValue("Import-Package", "org.osgi.framework");
        String file = activator.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = open(name, manifest);
                InputStream code = TestInstallation.class.getResourceAsStream("/" + file)) {
            out.putNextEntry(new ZipEntry(file));
            Objects.requireNonNull(code, file).transferTo(out);
        }
    }

    private JarOutputStream open(String name, Manifest manifest) throws IOException {
        return new JarOutputStream(Files.newOutputStream(jar(name)), manifest);
    }

    private static Manifest manifest(String name, String version) {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", name);
        headers.putValue("Bundle-Version", version);
        return manifest;
    }

    Path jar(String name) {
        return root.resolve("bundles").resolve(name + ".jar");
    }
}
