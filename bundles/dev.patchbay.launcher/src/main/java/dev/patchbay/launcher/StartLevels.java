package dev.patchbay.launcher;

import java.util.List;

/**
 * Which bundle starts when: lines of a level and a beginning of file names, first match wins, {@code #} begins a comment.
 */
final class StartLevels {

    /** Every bundle that is not listed. */
    static final int DEFAULT = 10;

    private final List<Rule> rules;

    private StartLevels(List<Rule> rules) {
        this.rules = rules;
    }

    static StartLevels parse(List<String> lines) {
        return new StartLevels(lines.stream()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .map(Rule::parse)
                .toList());
    }

    int of(String fileName) {
        return rules.stream()
                .filter(rule -> fileName.startsWith(rule.prefix))
                .mapToInt(Rule::level)
                .findFirst()
                .orElse(DEFAULT);
    }

    private record Rule(int level, String prefix) {

        static Rule parse(String line) {
            String[] words = line.split("\\s+", -1);
            if (words.length != 2 || !words[0].matches("[1-9]\\d?")) {
                throw new IllegalArgumentException(
                        "Expected a level of 1 to 99 and a beginning of file names in start.levels, got '" + line
                                + "'");
            }
            return new Rule(Integer.parseInt(words[0]), words[1]);
        }
    }
}
