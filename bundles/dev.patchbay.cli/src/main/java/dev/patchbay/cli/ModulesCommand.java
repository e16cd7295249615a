package dev.patchbay.cli;

import dev.patchbay.cli.words.CallArguments;
import dev.patchbay.cli.words.UsageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What the commands below {@code queue} and {@code pool} have in common: they connect, and do one thing. */
abstract class ModulesCommand implements Callable<Integer> {

    private final ModulesOptions options;

    ModulesCommand(ModulesOptions options) {
        this.options = options;
    }

    @Override
    public final Integer call() throws Exception {
        try (JsonRpcClient client = options.node().connect()) {
            run(new RemoteModules(options.name(), client), options);
        }
        return ExitCode.OK;
    }

    /** Does it. */
    abstract void run(RemoteModules modules, ModulesOptions options) throws Exception;

    /** The arguments of a module that words stand for; none is an empty object. */
    static Map<?, ?> arguments(List<String> words) throws UsageException {
        Object given = words.isEmpty() ? Map.of() : CallArguments.single(words);
        if (given instanceof Map<?, ?> arguments) {
            return arguments;
        }
        throw new UsageException(
                "Expected arguments as name=value words or as one JSON object, got " + String.join(" ", words));
    }

    /** Parameters of a call, in their order. */
    static Map<String, @Nullable Object> params(String name, Object value, String second, Object other) {
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        params.put(name, value);
        params.put(second, other);
        return params;
    }
}
