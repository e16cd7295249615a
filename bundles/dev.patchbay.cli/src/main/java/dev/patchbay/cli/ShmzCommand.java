package dev.patchbay.cli;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says something to shmooze's text-command service. Source: shmooze, §11. */
@Command(
        name = "shmz",
        description = "Say something to a text-command service, as shmooze's shmz and mz do, and print its answer.",
        footer = {
            "",
            "The service is at --url, else at MZ_ENDPOINT, else at " + ShmzCommand.DEFAULT_ENDPOINT + ".",
            "  patchbay shmz say good evening",
            "  patchbay shmz --url http://jukebox.example.org/nlp skip"
        })
final class ShmzCommand implements Callable<Integer> {

    static final String DEFAULT_ENDPOINT = "http://localhost:8080/nlp";

    private final NodeOptions node;
    private final Map<String, String> environment;
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "WORDS", description = "What to say; words are joined by blanks.")
    private List<String> words = List.of();

    ShmzCommand(NodeOptions node, Map<String, String> environment, Console console) {
        this.node = node;
        this.environment = environment;
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        String named = environment.getOrDefault("MZ_ENDPOINT", "").strip();
        String given = node.url().map(URI::toString).orElse(named.isEmpty() ? DEFAULT_ENDPOINT : named);
        Object result = TextService.at(given).say(String.join(" ", words));
        if (result != null) {
            console.result(result, true);
        }
        return ExitCode.OK;
    }
}
