package dev.patchbay.shell.internal.command;

import dev.patchbay.cli.words.CallArguments;
import dev.patchbay.cli.words.UsageException;
import dev.patchbay.dispatch.Catalog.TaskDescription;
import dev.patchbay.dispatch.Dispatcher;
import java.util.List;
import java.util.Optional;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Runs a task. */
@Descriptor("""
        run TASK [JSON] [--limit SECONDS]
        Run a task and print its result.
        The input is JSON, or bare text that stands for a string:
          run hello {"name": "World"}
        Waits 60 s unless --limit says otherwise; Ctrl-C cancels the run.""")
@GogoCommand(scope = ShellCommand.SCOPE, function = "run")
@Component(service = ShellCommand.class)
public final class RunCommand extends ShellCommand {

    private final Dispatcher dispatcher;

    @Activate
    public RunCommand(@Reference Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public List<String> candidates() {
        return dispatcher.catalog().tasks().stream().map(TaskDescription::name).toList();
    }

    @Override
    protected void run(Words words, Screen screen) throws Exception {
        int limitInSec = words.number("--limit", Answer.DEFAULT_LIMIT_IN_SEC);
        String task = words.next("a task; 'tasks' lists them");
        screen.json(Answer.ofRun(dispatcher, task, input(words.last()), limitInSec));
    }

    private static @Nullable Object input(Optional<String> word) throws UsageException {
        return word.isPresent() ? CallArguments.value(word.get()) : null;
    }
}
