package dev.patchbay.benchmarks.process;

import java.io.IOException;
import java.util.List;

/**
 * How a node has started one of its workers for Python modules.
 *
 * @param python the program
 * @param script what it runs
 */
public record WorkerCommand(String python, String script) {

    private static final String SCRIPT = ".py";

    /**
     * That of a running worker.
     *
     * @throws IOException when the process has no script
     */
    public static WorkerCommand of(long pid) throws IOException {
        List<String> arguments = Vitals.of(pid).arguments();
        String script = arguments.stream()
                .filter(argument -> argument.endsWith(SCRIPT))
                .findFirst()
                .orElseThrow(() ->
                        new IOException("Expected a script among the arguments of " + pid + ", got " + arguments));
        return new WorkerCommand(arguments.get(0), script);
    }
}
