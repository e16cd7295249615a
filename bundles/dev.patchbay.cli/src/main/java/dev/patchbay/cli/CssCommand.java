package dev.patchbay.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What has to do with televisions. */
@Command(
        name = "css",
        description = "Follow a television that speaks DVB CSS, this node's or another.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "  patchbay css watch ws://127.0.0.1:5000/cii"})
final class CssCommand implements Callable<Integer> {

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private CssCommand(Console console) {
        this.console = console;
    }

    /** The command with those below it. */
    static CommandLine line(Map<String, String> environment, Console console) {
        return new CommandLine(new CssCommand(console)).addSubcommand(new CssWatchCommand(environment, console));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(console.out());
        return ExitCode.OK;
    }
}
