package dev.patchbay.shell.internal.command;

import dev.patchbay.cli.words.CallArguments;
import dev.patchbay.dispatch.Catalog.MethodDescription;
import dev.patchbay.dispatch.Dispatcher;
import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Calls a provider's method. */
@Descriptor("""
        call METHOD [JSON...] [--limit SECONDS]
        Call a method and print its result.
        Parameters are JSON, or bare text that stands for a string; by position, or all of them by name:
          call clock.now Europe/Berlin
          call clock.now zone=Europe/Berlin
        Waits 60 s unless --limit says otherwise; Ctrl-C cancels the call.""")
@GogoCommand(scope = ShellCommand.SCOPE, function = "call")
@Component(service = ShellCommand.class)
public final class CallCommand extends ShellCommand {

    private final Dispatcher dispatcher;

    @Activate
    public CallCommand(@Reference Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public List<String> candidates() {
        return dispatcher.catalog().methods().stream()
                .map(MethodDescription::name)
                .toList();
    }

    @Override
    protected void run(Words words, Screen screen) throws Exception {
        int limitInSec = words.number("--limit", Answer.DEFAULT_LIMIT_IN_SEC);
        String method = words.next("a method, such as rpc.discover");
        screen.json(Answer.ofCall(dispatcher, method, CallArguments.params(words.rest()), limitInSec));
    }
}
