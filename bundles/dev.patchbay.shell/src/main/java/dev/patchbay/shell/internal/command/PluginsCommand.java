package dev.patchbay.shell.internal.command;

import dev.patchbay.plugin.Plugins;
import dev.patchbay.plugin.Plugins.Status;
import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the plugins, or initialises one or all of them again. */
@Descriptor("""
        plugins [reload [NAME]]
        List the plugins in the order of initialising, or initialise them again.
          plugins reload         all of them, and looks for new ones
          plugins reload NAME    one, and those that depend on it""")
@GogoCommand(scope = ShellCommand.SCOPE, function = "plugins")
@Component(service = ShellCommand.class)
public final class PluginsCommand extends ShellCommand {

    private static final String RELOAD = "reload";

    private final Plugins plugins;

    @Activate
    public PluginsCommand(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    @Override
    public List<String> candidates() {
        return List.of(RELOAD);
    }

    @Override
    protected void run(Words words, Screen screen) throws Exception {
        List<String> typed = words.rest();
        if (!typed.isEmpty() && (!typed.get(0).equals(RELOAD) || typed.size() > 2)) {
            throw new CommandFailedException("Expected nothing, or reload and a plugin, got '" + String.join(" ", typed)
                    + "'; usage: " + help().usage());
        }
        if (typed.size() == 2) {
            reload(typed.get(1));
        } else if (typed.size() == 1) {
            plugins.reloadAll();
        }
        screen.table(table(typed.size() == 2 ? find(typed.get(1)) : plugins.list()));
    }

    private void reload(String name) throws CommandFailedException {
        if (!plugins.reload(name)) {
            throw new CommandFailedException("There is no plugin '" + name + "'; 'plugins' lists them");
        }
    }

    private List<Status> find(String name) {
        return plugins.list().stream()
                .filter(status -> status.name().equals(name))
                .toList();
    }

    private static Table table(List<Status> plugins) {
        Table table = new Table("PLUGIN", "BUNDLE", "STATE");
        for (Status plugin : plugins) {
            String problem = plugin.problem();
            table.row(plugin.name(), plugin.bundle(), problem == null ? "is initialised" : problem);
        }
        return table;
    }
}
