package dev.patchbay.worker.java;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles a class and puts it into a jar. */
final class ModuleJar {

    private ModuleJar() {}

    /** A jar with one class of the default package. */
    static Path make(Path folder, String jar, String className, String source) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("source-" + jar));
        Path classes = Files.createDirectories(folder.resolve("classes-" + jar));
        Path file = sources.resolve(className + ".java");
        Files.writeString(file, source, StandardCharsets.UTF_8);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int result = compiler.run(null, null, null, "-parameters", "-d", classes.toString(), file.toString());
        if (result != 0) {
            throw new IOException("Expected the class to compile");
        }
        return pack(classes, folder.resolve(jar));
    }

    private static Path pack(Path classes, Path jar) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(classes)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        try (OutputStream stream = Files.newOutputStream(jar);
                JarOutputStream output = new JarOutputStream(stream)) {
            for (Path each : files) {
                output.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                output.write(Files.readAllBytes(each));
            }
        }
        return jar;
    }
}
