package dev.patchbay.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The module queue. */
@Command(
        name = RemoteModules.QUEUE,
        description = "Show and change the module queue; without a command, list it.",
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "",
            "A UID may be cut short as long as it is that of one module only. The background is one of them.",
            "  patchbay queue add text text='Good evening' duration=10",
            "  patchbay queue list text duration",
            "  patchbay queue tell 3f pause",
            "  patchbay queue mv 9c 3f"
        })
final class QueueCommand extends ModulesCommand {

    @Mixin
    private final ModulesOptions options;

    private QueueCommand(ModulesOptions options) {
        super(options);
        this.options = options;
    }

    /** The command with those below it. */
    static CommandLine line(NodeOptions node, Console console) {
        ModulesOptions options = new ModulesOptions(RemoteModules.QUEUE, node, console);
        return new CommandLine(new QueueCommand(options))
                .addSubcommand(new ModulesListCommand(options))
                .addSubcommand(Main.withAnyWords(new ModulesAddCommand(options)))
                .addSubcommand(new ModulesRemoveCommand(options))
                .addSubcommand(new QueueMoveCommand(options))
                .addSubcommand(Main.withAnyWords(new ModulesTellCommand(options)))
                .addSubcommand(new ModulesAskCommand(options))
                .addSubcommand(new QueueBackgroundCommand(options))
                .addSubcommand(Main.withAnyWords(new QueueSetBackgroundCommand(options)))
                .addSubcommand(new ModulesTypesCommand(options));
    }

    @Override
    void run(RemoteModules modules, ModulesOptions shown) throws Exception {
        new ModulesListCommand(options).run(modules, shown);
    }
}
