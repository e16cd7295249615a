package dev.patchbay.cli;

import dev.patchbay.cli.words.CallArguments;
import dev.patchbay.cli.words.UsageException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a task. */
@Command(
        name = "task",
        description = "Run a task, wait for it, and print its result as JSON.",
        footer = {
            "",
            "  patchbay task hello name=World",
            "  patchbay task hello '{\"name\": \"World\"}'",
            "  patchbay task hello - < input.json"
        })
final class TaskCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    private final NodeOptions node;
    private final Console console;

    @Parameters(index = "0", paramLabel = "NAME", description = "The task's name.")
    private String name = "";

    @Parameters(
            index = "1..*",
            paramLabel = "JSON",
            description = "Its input: one value, an object as name=value words, or - to read it from standard input.")
    private List<String> input = List.of();

    @Option(names = "--raw", description = "Print a string as it is, without quotes.")
    private boolean raw;

    TaskCommand(NodeOptions node, Console console) {
        this.node = node;
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        params.put("name", name);
        if (!input.isEmpty()) {
            params.put("data", data());
        }
        try (JsonRpcClient client = node.connect()) {
            console.result(client.await("task.run", params), raw);
        }
        return ExitCode.OK;
    }

    private @Nullable Object data() throws IOException, UsageException {
        return input.equals(List.of(STANDARD_INPUT)) ? readInput() : CallArguments.single(input);
    }

    private @Nullable Object readInput() throws IOException, UsageException {
        try {
            return Json.parse(new String(console.in().readAllBytes(), StandardCharsets.UTF_8));
        } catch (JsonException e) {
            throw new UsageException("Expected JSON on standard input: " + e.getMessage());
        }
    }
}
