package dev.patchbay.shell.internal.command;

import java.util.List;
import java.util.Optional;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the commands, or tells how one is used. */
@Descriptor("""
        help [COMMAND]
        List the commands, or tell how one is used.""")
@GogoCommand(scope = ShellCommand.SCOPE, function = "help")
@Component(service = ShellCommand.class)
public final class HelpCommand extends ShellCommand {

    private final CommandCatalog catalog;

    @Activate
    public HelpCommand(@Reference CommandCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public List<String> candidates() {
        return catalog.names();
    }

    @Override
    protected void run(Words words, Screen screen) throws Exception {
        Optional<String> name = words.last();
        if (name.isPresent()) {
            show(find(name.get()).help(), screen);
        } else {
            list(screen);
        }
    }

    private void list(Screen screen) {
        Table table = new Table("COMMAND", "WHAT IT DOES");
        catalog.commands()
                .forEach(command ->
                        table.row(command.help().usage(), command.help().summary()));
        screen.table(table);
        screen.line("'help COMMAND' tells more. In scripts: patchbay exec 'COMMAND'");
    }

    private static void show(CommandHelp help, Screen screen) {
        screen.line("usage: " + help.usage());
        screen.line(help.summary());
        if (!help.detail().isEmpty()) {
            screen.line(help.detail());
        }
    }

    private ShellCommand find(String name) throws CommandFailedException {
        return catalog.find(name)
                .orElseThrow(() -> new CommandFailedException(
                        "Expected one of " + String.join(", ", catalog.names()) + ", got '" + name + "'"));
    }
}
