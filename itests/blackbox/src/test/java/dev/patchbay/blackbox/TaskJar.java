package dev.patchbay.blackbox;

import static org.junit.Assert.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Tasks as their author would build them: from the shipped api, into one jar.
 *
 * @param name of the jar, of its package {@code name.tasks}, and the first part of its tasks' names
 * @param script the resource with the class {@code Tasks} in which they are
 * @param tasks simple class names
 * @param needs the service that a task's constructor takes, for those that take one
 */
record TaskJar(String name, String script, List<String> tasks, Map<String, String> needs) {

    /** What ZephserverIT calls. */
    static final List<String> TASKS =
            List.of("TaskEcho", "TaskKeys", "TaskSay", "TaskStaff", "TaskAlice", "TaskThrow", "TaskBlock");

    private static final String IMPORTS = "dev.patchbay.task,dev.patchbay.task.spi,dev.patchbay.rpc,"
            + "dev.patchbay.room,dev.patchbay.session,dev.patchbay.event,dev.patchbay.job,dev.patchbay.job.spi,"
            + "org.osgi.service.event";

    static Path build() throws IOException {
        return new TaskJar("shop", "zephserver-tasks.java", TASKS, Map.of("TaskSay", "dev.patchbay.room.Rooms")).jar();
    }

    /** The tasks {@code noise.Publish} and {@code noise.Post}, which raise events. */
    static Path events() throws IOException {
        return new TaskJar(
                        "noise",
                        "event-tasks.java",
                        List.of("Publish", "Post"),
                        Map.of(
                                "Publish", "dev.patchbay.event.EventBus",
                                "Post", "org.osgi.service.event.EventAdmin"))
                .jar();
    }

    /** Tasks {@code lab.*} that run as jobs, well and badly. */
    static Path jobs() throws IOException {
        return new TaskJar("lab", "job-tasks.java", List.of("Quick", "Hold", "Deaf", "Fail", "Parent", "End"), Map.of())
                .jar();
    }

    private Path jar() throws IOException {
        Path folder = Temporary.directory();
        Path classes = compile(folder);
        Path jar = folder.resolve(name + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest());
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                add(out, classes.relativize(file).toString(), Files.readAllBytes(file));
            }
            add(out, "OSGI-INF/tasks.xml", components().getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private Path compile(Path folder) throws IOException {
        Path source = Files.createDirectories(folder.resolve("src")).resolve("Tasks.java");
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
                        "-cp",
                        shipped(),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertEquals("the tasks must compile", 0, result);
        return classes;
    }

    private static String shipped() throws IOException {
        try (Stream<Path> bundles = Files.list(Path.of(System.getProperty("patchbay.installation"), "bundles"))) {
            return bundles.map(Path::toString)
                    .filter(file -> file.contains("/dev.patchbay.api-") || file.contains("eventadmin"))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private Manifest manifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name + ".tasks");
        manifest.getMainAttributes().putValue("Bundle-Version", "1.0.0");
        manifest.getMainAttributes().putValue("Import-Package", IMPORTS);
        manifest.getMainAttributes().putValue("Service-Component", "OSGI-INF/tasks.xml");
        return manifest;
    }

    private String components() {
        return tasks.stream()
                .map(this::component)
                .collect(Collectors.joining(
                        "\n", "<components xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.4.0\">", "</components>"));
    }

    private String component(String task) {
        String needed = needs.get(task);
        String reference =
                needed == null ? "" : "<reference name=\"needed\" interface=\"" + needed + "\" parameter=\"0\"/>";
        return """
                <scr:component name="%1$s.%2$s" init="%3$d">
                  <property name="patchbay.task.name" value="%1$s.%2$s"/>
                  <property name="patchbay.original.id" value="%1$s.tasks/%2$s"/>
                  <service scope="prototype"><provide interface="dev.patchbay.task.spi.Task"/></service>
                  %4$s
                  <implementation class="%1$s.tasks.Tasks$%2$s"/>
                </scr:component>
                """.formatted(name, task, needed == null ? 0 : 1, reference);
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
