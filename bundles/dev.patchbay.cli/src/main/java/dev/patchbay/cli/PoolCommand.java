package dev.patchbay.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The module pool. */
@Command(
        name = RemoteModules.POOL,
        description = "Show and change the module pool; without a command, list it.",
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "",
            "A UID may be cut short as long as it is that of one module only.",
            "  patchbay pool add lamp colour=red",
            "  patchbay pool tell 3f dim level=5"
        })
final class PoolCommand extends ModulesCommand {

    @Mixin
    private final ModulesOptions options;

    private PoolCommand(ModulesOptions options) {
        super(options);
        this.options = options;
    }

    /** The command with those below it. */
    static CommandLine line(NodeOptions node, Console console) {
        ModulesOptions options = new ModulesOptions(RemoteModules.POOL, node, console);
        return new CommandLine(new PoolCommand(options))
                .addSubcommand(new ModulesListCommand(options))
                .addSubcommand(Main.withAnyWords(new ModulesAddCommand(options)))
                .addSubcommand(new ModulesRemoveCommand(options))
                .addSubcommand(Main.withAnyWords(new ModulesTellCommand(options)))
                .addSubcommand(new ModulesAskCommand(options))
                .addSubcommand(new ModulesTypesCommand(options));
    }

    @Override
    void run(RemoteModules modules, ModulesOptions shown) throws Exception {
        new ModulesListCommand(options).run(modules, shown);
    }
}
