package dev.patchbay.blackbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tasks as their author would build them: from the shipped api, into one jar.
 *
 * @param name of the jar, of its package {@code name.tasks}, and the first part of its tasks' names
 * @param script the resource with the class {@code Tasks} in which they are
 * @param tasks simple class names
 * @param needs the service that a task's constructor takes, for those that take one
 * @param limitsInMs the longest a run may take, for those that have a limit
 */
record TaskJar(
        String name, String script, List<String> tasks, Map<String, String> needs, Map<String, Long> limitsInMs) {

    /** What ZephserverIT calls. */
    static final List<String> TASKS =
            List.of("TaskEcho", "TaskKeys", "TaskSay", "TaskStaff", "TaskAlice", "TaskThrow", "TaskBlock");

    static Path build() throws IOException {
        return new TaskJar(
                        "shop", "zephserver-tasks.java", TASKS, Map.of("TaskSay", "dev.patchbay.room.Rooms"), Map.of())
                .jar();
    }

    /** The tasks {@code noise.Publish} and {@code noise.Post}, which raise events. */
    static Path events() throws IOException {
        return new TaskJar(
                        "noise",
                        "event-tasks.java",
                        List.of("Publish", "Post"),
                        Map.of(
                                "Publish", "dev.patchbay.event.EventBus",
                                "Post", "org.osgi.service.event.EventAdmin"),
                        Map.of())
                .jar();
    }

    /** Tasks {@code lab.*} that run as jobs, well and badly. */
    static Path jobs() throws IOException {
        return new TaskJar(
                        "lab",
                        "job-tasks.java",
                        List.of("Quick", "Hold", "Deaf", "Fail", "Parent", "End", "Brief", "BriefApart"),
                        Map.of(),
                        Map.of("Brief", 1_000L, "BriefApart", 1_000L))
                .jar();
    }

    private Path jar() throws IOException {
        return new SourceJar(name + ".tasks", script, "Tasks", components()).build();
    }

    private String components() {
        return tasks.stream().map(this::component).collect(Collectors.joining("\n"));
    }

    private String component(String task) {
        String needed = needs.get(task);
        String reference =
                needed == null ? "" : "<reference name=\"needed\" interface=\"" + needed + "\" parameter=\"0\"/>";
        Long limit = limitsInMs.get(task);
        String limited = limit == null
                ? ""
                : "<property name=\"patchbay.time.limit.in.ms\" type=\"Long\" value=\"" + limit + "\"/>";
        return """
                <scr:component name="%1$s.%2$s" init="%3$d">
                  <property name="patchbay.task.name" value="%1$s.%2$s"/>
                  <property name="patchbay.original.id" value="%1$s.tasks/%2$s"/>
                  %5$s
                  <service scope="prototype"><provide interface="dev.patchbay.task.spi.Task"/></service>
                  %4$s
                  <implementation class="%1$s.tasks.Tasks$%2$s"/>
                </scr:component>
                """.formatted(name, task, needed == null ? 0 : 1, reference, limited);
    }
}
