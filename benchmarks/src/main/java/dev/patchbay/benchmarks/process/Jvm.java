package dev.patchbay.benchmarks.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * How the servers of one run are started, all of them alike.
 *
 * @param home of a JDK
 * @param flags of its {@code java}
 */
public record Jvm(Path home, List<String> flags) {

    private static final List<String> ARCHIVES = List.of("AOT", "SharedArchive", "-Xshare", "-Xlog", "ArchiveClasses");

    public Jvm {
        flags = List.copyOf(flags);
    }

    Path java() {
        return home.resolve("bin/java");
    }

    /**
     * The same JDK with the flags that a running node has, but for its archives of classes, which are of no use to
     * other programs.
     */
    public Jvm like(ServerProcess node) throws IOException {
        List<String> seen = node.vitals().arguments().stream()
                .filter(argument -> argument.matches("-X.*|--sun-misc.*|--enable-native.*"))
                .filter(argument -> ARCHIVES.stream().noneMatch(argument::contains))
                .toList();
        return new Jvm(home, seen);
    }
}
