package dev.patchbay.blackbox;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The tasks of {@code zephserver-tasks.java} as their author would build them: from the shipped api, into one jar. */
final class TaskJar {

    static final List<String> TASKS =
            List.of("TaskEcho", "TaskKeys", "TaskSay", "TaskStaff", "TaskAlice", "TaskThrow", "TaskBlock");

    private static final String IMPORTS =
            "dev.patchbay.task,dev.patchbay.task.spi,dev.patchbay.rpc," + "dev.patchbay.room,dev.patchbay.session";

    private TaskJar() {}

    static Path build() throws IOException {
        Path folder = Temporary.directory();
        Path classes = compile(folder);
        Path jar = folder.resolve("shop.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest());
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                add(out, classes.relativize(file).toString(), Files.readAllBytes(file));
            }
            add(out, "OSGI-INF/tasks.xml", components().getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private static Path compile(Path folder) throws IOException {
        Path source = Files.createDirectories(folder.resolve("src")).resolve("Tasks.java");
        Files.move(Path.of(Programs.script("zephserver-tasks.java", folder)), source);
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
                        "-cp",
                        api(),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertEquals("the tasks must compile", 0, result);
        return classes;
    }

    private static String api() throws IOException {
        try (Stream<Path> bundles = Files.list(Path.of(System.getProperty("patchbay.installation"), "bundles"))) {
            return bundles.filter(file -> file.getFileName().toString().startsWith("dev.patchbay.api-"))
                    .map(Path::toString)
                    .collect(Collectors.joining());
        }
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "shop.tasks");
        manifest.getMainAttributes().putValue("Bundle-Version", "1.0.0");
        manifest.getMainAttributes().putValue("Import-Package", IMPORTS);
        manifest.getMainAttributes().putValue("Service-Component", "OSGI-INF/tasks.xml");
        return manifest;
    }

    private static String components() {
        return TASKS.stream()
                .map(TaskJar::component)
                .collect(Collectors.joining(
                        "\n", "<components xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.4.0\">", "</components>"));
    }

    private static String component(String task) {
        String rooms = task.equals("TaskSay")
                ? "<reference name=\"rooms\" interface=\"dev.patchbay.room.Rooms\" parameter=\"0\"/>"
                : "";
        return """
                <scr:component name="shop.%1$s" init="%2$d">
                  <property name="patchbay.task.name" value="shop.%1$s"/>
                  <property name="patchbay.original.id" value="shop.tasks/%1$s"/>
                  <service scope="prototype"><provide interface="dev.patchbay.task.spi.Task"/></service>
                  %3$s
                  <implementation class="shop.tasks.Tasks$%1$s"/>
                </scr:component>
                """.formatted(task, rooms.isEmpty() ? 0 : 1, rooms);
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
