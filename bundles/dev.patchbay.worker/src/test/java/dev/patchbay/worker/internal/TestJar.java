package dev.patchbay.worker.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles classes and packs them, as a plain jar or as a bundle. */
final class TestJar {

    private TestJar() {}

    /**
     * The jar.
     *
     * @param folder for what comes in between
     * @param sources by qualified name
     * @param headers of the manifest
     * @param classPath to compile against
     */
    static byte[] of(Path folder, Map<String, String> sources, Map<String, String> headers, Path... classPath)
            throws IOException {
        Path classes = compile(Files.createTempDirectory(folder, "jar"), sources, List.of(classPath));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                jar.write(Files.readAllBytes(each));
            }
        }
        return bytes.toByteArray();
    }

    private static Path compile(Path folder, Map<String, String> sources, List<Path> classPath) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue(), StandardCharsets.UTF_8);
            String path =
                    String.join(":", classPath.stream().map(Path::toString).toList()) + ":" + classes;
            int result = ToolProvider.getSystemJavaCompiler()
                    .run(null, null, null, "-parameters", "-cp", path, "-d", classes.toString(), file.toString());
            if (result != 0) {
                throw new IOException("Expected " + source.getKey() + " to compile");
            }
        }
        return classes;
    }
}
