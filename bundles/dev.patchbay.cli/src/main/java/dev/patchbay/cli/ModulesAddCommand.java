package dev.patchbay.cli;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Adds a module. */
@Command(name = "add", description = "Start a module, add it, and print its uid.")
final class ModulesAddCommand extends ModulesCommand {

    @Parameters(index = "0", paramLabel = "TYPE", description = "One of those that 'types' shows.")
    private String type = "";

    @Parameters(
            index = "1..*",
            paramLabel = "JSON",
            description = "What it is initialised with: name=value words, or one JSON object.")
    private List<String> words = List.of();

    ModulesAddCommand(ModulesOptions options) {
        super(options);
    }

    @Override
    void run(RemoteModules modules, ModulesOptions options) throws Exception {
        Object answer = modules.call("add", params("type", type, "args", arguments(words)));
        options.print(answer, uid(answer));
    }

    /** The uid in an answer. */
    static List<String> uid(@Nullable Object answer) {
        return List.of(answer instanceof Map<?, ?> members ? Objects.toString(members.get("uid")) : "");
    }
}
