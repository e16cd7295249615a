package dev.patchbay.shell.internal;

import dev.patchbay.shell.internal.command.CallCommand;
import dev.patchbay.shell.internal.command.CommandCatalog;
import dev.patchbay.shell.internal.command.EventsCommand;
import dev.patchbay.shell.internal.command.HelpCommand;
import dev.patchbay.shell.internal.command.ProvidersCommand;
import dev.patchbay.shell.internal.command.RunCommand;
import dev.patchbay.shell.internal.command.SettingsCommand;
import dev.patchbay.shell.internal.command.ShellCommand;
import dev.patchbay.shell.internal.command.StopCommand;
import dev.patchbay.shell.internal.command.TasksCommand;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;

/** A real Gogo processor with our commands on fakes. */
public final class GogoFixture {

    public final FakeDispatcher dispatcher = new FakeDispatcher();
    public final FakeEventBus bus = new FakeEventBus();
    public final FakeNode node = new FakeNode();
    public final CommandCatalog catalog = this::commands;
    public final Shells shells;
    private final List<ShellCommand> commands = new ArrayList<>();

    public GogoFixture() {
        CommandProcessorImpl processor = new CommandProcessorImpl(new ThreadIOImpl());
        commands.add(new CallCommand(dispatcher));
        commands.add(new EventsCommand(bus));
        commands.add(new HelpCommand(catalog));
        commands.add(new ProvidersCommand(dispatcher));
        commands.add(new RunCommand(dispatcher));
        commands.add(new SettingsCommand(dispatcher));
        commands.add(new StopCommand(node));
        commands.add(new TasksCommand(dispatcher));
        commands.forEach(command ->
                processor.addCommand(ShellCommand.SCOPE, command, command.help().name()));
        processor.addCommand("felix", new OtherBundle(), "lb");
        shells = new Shells(processor, catalog);
    }

    private List<ShellCommand> commands() {
        return commands;
    }

    /** A command that Gogo calls by reflection and whose result is shown. */
    public static final class OtherBundle {

        public String lb() {
            return "no bundles";
        }
    }
}
