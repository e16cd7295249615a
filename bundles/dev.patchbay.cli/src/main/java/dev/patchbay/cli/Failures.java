package dev.patchbay.cli;

import dev.patchbay.cli.words.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever went wrong into one sentence and an exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    @Override
    public int handleParseException(ParameterException fault, String[] args) {
        console.say(sentence(fault));
        if (!UnmatchedArgumentException.printSuggestions(fault, console.err())) {
            console.err()
                    .println("Try: " + fault.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        }
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception fault, CommandLine command, ParseResult parsed) {
        console.say(sentence(fault));
        // a single one is in the sentence already
        if (fault instanceof CallFailedException failed && failed.violations().size() > 1) {
            failed.violations().forEach(violation -> console.err().println("  " + violation));
        }
        return exitCode(fault);
    }

    private static String sentence(Exception fault) {
        String message = fault.getMessage();
        return message == null || message.isBlank() ? fault.getClass().getSimpleName() : message;
    }

    private static int exitCode(Exception fault) {
        if (fault instanceof UsageException) {
            return ExitCode.USAGE;
        }
        return fault instanceof NoNodeException ? ExitCode.NO_NODE : ExitCode.FAILED;
    }
}
