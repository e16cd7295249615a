package dev.patchbay.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What all commands have in common. */
@Command(
        name = "patchbay",
        description = "A live service host: run a node, call what it offers, listen to its events.",
        mixinStandardHelpOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no node is running here.",
            "'patchbay help COMMAND' tells more about a command."
        })
final class RootCommand {

    @Mixin
    private final NodeOptions node;

    RootCommand(Map<String, String> environment) {
        this.node = new NodeOptions(environment);
    }

    /** Which node to talk to, once the command line has been read. */
    NodeOptions node() {
        return node;
    }
}
