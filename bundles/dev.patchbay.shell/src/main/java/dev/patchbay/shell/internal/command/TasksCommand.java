package dev.patchbay.shell.internal.command;

import dev.patchbay.dispatch.Catalog.TaskDescription;
import dev.patchbay.dispatch.Dispatcher;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the tasks, or shows one. */
@Descriptor("""
        tasks [TASK]
        List the tasks, or show one with the schemas of its input and result.""")
@GogoCommand(scope = ShellCommand.SCOPE, function = "tasks")
@Component(service = ShellCommand.class)
public final class TasksCommand extends ShellCommand {

    private final Dispatcher dispatcher;

    @Activate
    public TasksCommand(@Reference Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public List<String> candidates() {
        return tasks().stream().map(TaskDescription::name).toList();
    }

    @Override
    protected void run(Words words, Screen screen) throws Exception {
        Optional<String> name = words.last();
        if (name.isPresent()) {
            show(find(name.get()), screen);
        } else {
            list(screen);
        }
    }

    private void list(Screen screen) {
        Table table = new Table("TASK", "DESCRIPTION", "ROLES", "BUNDLE");
        tasks().forEach(task -> table.row(
                task.name(), task.description(), String.join(",", new TreeSet<>(task.roles())), task.bundle()));
        screen.table(table);
    }

    private static String roles(TaskDescription task) {
        return String.join(",", new TreeSet<>(task.roles()));
    }

    private static void show(TaskDescription task, Screen screen) {
        screen.line(task.name() + " (" + task.bundle() + ") " + task.description());
        screen.line("input:");
        screen.json(task.input());
        screen.line("result:");
        screen.json(task.result());
    }

    private TaskDescription find(String name) throws CommandFailedException {
        return tasks().stream()
                .filter(task -> task.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandFailedException(
                        "There is no task '" + name + "'; 'tasks' lists them, 'why' tells what is missing"));
    }

    private List<TaskDescription> tasks() {
        return dispatcher.catalog().tasks();
    }
}
