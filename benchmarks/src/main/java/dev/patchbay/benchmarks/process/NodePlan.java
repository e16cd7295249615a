package dev.patchbay.benchmarks.process;

import java.util.ArrayList;
import java.util.List;

/**
 * How a node is started.
 *
 * @param host where it listens for HTTP; reached from this machine only, whatever it is
 * @param sections of its settings file beside {@code http}, each {@code "name": value}
 * @param prefix words before its command, such as those that put it into a network namespace
 */
public record NodePlan(String host, List<String> sections, List<String> prefix) {

    /** On loopback, with defaults. */
    public static final NodePlan PLAIN = new NodePlan("127.0.0.1", List.of(), List.of());

    public NodePlan {
        sections = List.copyOf(sections);
        prefix = List.copyOf(prefix);
    }

    /**
     * The same with one more section.
     *
     * @param value JSON
     */
    public NodePlan with(String section, String value) {
        List<String> more = new ArrayList<>(sections);
        more.add("\"" + section + "\": " + value);
        return new NodePlan(host, more, prefix);
    }

    /** The same elsewhere. */
    public NodePlan at(String otherHost) {
        return new NodePlan(otherHost, sections, prefix);
    }

    /** The same, started by another command. */
    public NodePlan startedBy(List<String> words) {
        return new NodePlan(host, sections, words);
    }

    /** Its settings file. */
    String settings(int port) {
        List<String> all = new ArrayList<>(sections);
        all.add(
                0,
                "\"http\": {\"host\": \"" + host + "\", \"port\": " + port + ", \"allowPublicWithoutAuthentication\": "
                        + !host.startsWith("127.") + "}");
        return "{" + String.join(",\n", all) + "}\n";
    }
}
