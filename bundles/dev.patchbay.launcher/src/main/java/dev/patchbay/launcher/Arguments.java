package dev.patchbay.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The words behind {@code patchbay run}; read by hand, for a command line library would cost start time. */
final class Arguments {

    static final String HELP = """
            Usage: patchbay run [--home DIR] [--config FILE] [--set NAME=VALUE] [-v] [--no-shell]

              --home DIR     where deploy/, data/ and log/ are (default: $PATCHBAY_HOME, else the installation)
              --config FILE  the settings (default: $PATCHBAY_SETTINGS, else $SHMOOZE_SETTINGS, else config/patchbay.json)
              --set NAME=VALUE
                             a setting that goes before that of the file, as http.port=5001; may be given again
              -v, --verbose  show what happens on the console, too
              --no-shell     no interactive shell, even on a terminal
              -h, --help     this text

            Ends with 0 when stopped in order, 1 when it could not start, 2 for an unknown option;
            on SIGTERM and SIGINT it stops in order as well, and the JVM ends with 143 and 130.
            """;

    private Optional<Path> home = Optional.empty();
    private Optional<Path> settings = Optional.empty();
    private final List<String> assignments = new ArrayList<>();
    private boolean verbose;
    private boolean shell = true;
    private boolean help;

    private Arguments() {}

    static Arguments parse(List<String> words) throws UsageException {
        Arguments arguments = new Arguments();
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            arguments.take(rest.next(), rest);
        }
        return arguments;
    }

    private void take(String word, Iterator<String> rest) throws UsageException {
        int equals = word.startsWith("--") ? word.indexOf('=') : -1;
        if (equals > 0) {
            take(word.substring(0, equals), List.of(word.substring(equals + 1)).iterator());
            return;
        }
        switch (word) {
            case "--home" -> home = Optional.of(Path.of(valueOf(word, rest)));
            case "--config" -> settings = Optional.of(Path.of(valueOf(word, rest)));
            case "--set" -> assignments.add(valueOf(word, rest));
            case "-v", "--verbose" -> verbose = true;
            case "--no-shell" -> shell = false;
            case "-h", "--help" -> help = true;
            default ->
                throw new UsageException("Expected --home, --config, --set, -v, --no-shell or --help, got '" + word
                        + "'; see patchbay run --help.");
        }
    }

    private static String valueOf(String option, Iterator<String> rest) throws UsageException {
        if (!rest.hasNext()) {
            throw new UsageException("Expected a word behind " + option + ", got nothing; see patchbay run --help.");
        }
        return rest.next();
    }

    Optional<Path> home() {
        return home;
    }

    Optional<Path> settings() {
        return settings;
    }

    /** Each a name, {@code =} and a value. */
    List<String> assignments() {
        return List.copyOf(assignments);
    }

    boolean isVerbose() {
        return verbose;
    }

    boolean wantsShell() {
        return shell;
    }

    boolean wantsHelp() {
        return help;
    }
}
