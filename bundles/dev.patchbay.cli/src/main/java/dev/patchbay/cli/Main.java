package dev.patchbay.cli;

import java.util.Map;
import picocli.CommandLine;

/**
 * The program behind the {@code patchbay} script. Exit codes: {@value ExitCode#OK} done, {@value ExitCode#FAILED} the
 * call failed, {@value ExitCode#USAGE} wrong usage, {@value ExitCode#NO_NODE} no node is running here; {@code exec}
 * passes on the status of what it ran.
 */
public final class Main {

    private Main() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine(Console.ofProcess(), System.getenv()).execute(args));
    }

    /** The whole command, ready to be executed. */
    static CommandLine commandLine(Console console, Map<String, String> environment) {
        RootCommand root = new RootCommand(environment);
        NodeOptions node = root.node();
        Failures failures = new Failures(console);
        return new CommandLine(root)
                .addSubcommand(new RunCommand())
                .addSubcommand(withAnyWords(new CallCommand(node, console)))
                .addSubcommand(withAnyWords(new TaskCommand(node, console)))
                .addSubcommand(new ListenCommand(node, console))
                .addSubcommand(QueueCommand.line(node, console))
                .addSubcommand(PoolCommand.line(node, console))
                .addSubcommand(WorkersCommand.line(node, console))
                .addSubcommand(new CommandLine(new ShmzCommand(node, environment, console)).setStopAtPositional(true))
                .addSubcommand(CssCommand.line(environment, console))
                .addSubcommand(new StatusCommand(node, console))
                .addSubcommand(new ProcessesCommand(node, console))
                .addSubcommand(new LogsCommand(node, console))
                .addSubcommand(new StopCommand(node, console))
                .addSubcommand(new ShellCommand(node, console))
                .addSubcommand(new CommandLine(new ExecCommand(node, console)).setStopAtPositional(true))
                .addSubcommand("zeph", ZephCommand.line(node, environment, console))
                .addSubcommand(new VersionCommand(console))
                .addSubcommand(new HelpCommand(console))
                .setExpandAtFiles(false)
                .setOut(console.writer())
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }

    /** A parameter may begin with a dash: {@code -5} is a number, not an option. */
    static CommandLine withAnyWords(Object command) {
        return new CommandLine(command).setUnmatchedOptionsArePositionalParams(true);
    }
}
