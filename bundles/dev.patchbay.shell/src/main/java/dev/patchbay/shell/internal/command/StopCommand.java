package dev.patchbay.shell.internal.command;

import dev.patchbay.node.Node;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stops the node. */
@Descriptor("""
        stop
        Stop the node in order.""")
@GogoCommand(scope = ShellCommand.SCOPE, function = "stop")
@Component(service = ShellCommand.class)
public final class StopCommand extends ShellCommand {

    private final Node node;

    @Activate
    public StopCommand(@Reference Node node) {
        this.node = node;
    }

    @Override
    protected void run(Words words, Screen screen) throws Exception {
        words.end();
        screen.line("Stopping " + node.name() + ".");
        node.stop();
    }
}
