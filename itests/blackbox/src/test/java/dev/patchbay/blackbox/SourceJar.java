package dev.patchbay.blackbox;

import static org.junit.Assert.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A bundle of one source file, compiled against what the distribution ships as its author would.
 *
 * @param name symbolic name, and the package of the class
 * @param script the resource with the source
 * @param type the public class in it
 * @param components its component descriptions, elements {@code scr:component}
 */
record SourceJar(String name, String script, String type, String components) {

    private static final String IMPORTS = "dev.patchbay.task,dev.patchbay.task.spi,dev.patchbay.rpc,"
            + "dev.patchbay.rpc.spi,dev.patchbay.room,dev.patchbay.session,dev.patchbay.event,dev.patchbay.job,"
            + "dev.patchbay.job.spi,dev.patchbay.dispatch,dev.patchbay.plugin,dev.patchbay.plugin.spi,dev.patchbay.schema,"
            + "org.osgi.service.event";

    Path build() throws IOException {
        Path folder = Temporary.directory();
        Path classes = compile(folder);
        Path jar = folder.resolve(name + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest());
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                add(out, classes.relativize(file).toString(), Files.readAllBytes(file));
            }
            add(out, "OSGI-INF/components.xml", description().getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private Path compile(Path folder) throws IOException {
        Path source = Files.createDirectories(folder.resolve("src")).resolve(type + ".java");
        Files.move(Path.of(Programs.script(script, folder)), source);
        Path classes = Files.createDirectory(folder.resolve("classes"));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-nowarn",
                        "-proc:none",
                        "-parameters",
                        "-cp",
                        shipped(),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertEquals(script + " must compile", 0, result);
        return classes;
    }

    private static String shipped() throws IOException {
        try (Stream<Path> bundles = Files.list(NodeProcess.INSTALLATION.resolve("bundles"))) {
            return bundles.map(Path::toString)
                    .filter(file -> file.contains("/dev.patchbay.api-") || file.contains("eventadmin"))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private Manifest manifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        manifest.getMainAttributes().putValue("Bundle-Version", "1.0.0");
        manifest.getMainAttributes().putValue("Import-Package", IMPORTS);
        manifest.getMainAttributes().putValue("Service-Component", "OSGI-INF/components.xml");
        return manifest;
    }

    private String description() {
        return "<components xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.4.0\">\n" + components + "</components>\n";
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
