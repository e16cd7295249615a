package dev.patchbay.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which modules are meant, and how they are shown. */
final class ModulesOptions {

    private final String name;
    private final NodeOptions node;
    private final Console console;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print what the node answered, as JSON.")
    private boolean isJson;

    /** @param name {@link RemoteModules#QUEUE}, {@link RemoteModules#POOL} or {@link RemoteWorkers#PROVIDER} */
    ModulesOptions(String name, NodeOptions node, Console console) {
        this.name = name;
        this.node = node;
        this.console = console;
    }

    String name() {
        return name;
    }

    NodeOptions node() {
        return node;
    }

    /** Prints an answer as JSON if that is wanted, else these lines. */
    void print(@Nullable Object answer, List<String> lines) {
        if (isJson) {
            console.result(answer, false);
        } else {
            lines.forEach(console.out()::println);
        }
    }

    /** As {@link #print}, with a text as it is and nothing for null. */
    void printResult(@Nullable Object result) {
        if (isJson || result != null) {
            console.result(result, !isJson);
        }
    }
}
