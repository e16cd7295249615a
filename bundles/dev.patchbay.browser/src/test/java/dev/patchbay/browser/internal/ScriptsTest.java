package dev.patchbay.browser.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assume.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Runs the tests in {@code src/test/js} with Node, and compiles what uses the type definitions. */
public class ScriptsTest {

    /** The first with WebSockets. */
    private static final int NODE_VERSION = 20;

    private static final String TYPESCRIPT = "typescript@7.0.2";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path root;

    @Before
    public void copySources() throws Exception {
        Program.assume("node");
        root = folder.getRoot().toPath();
        String version = Program.run(root, List.of("node", "-p", "process.versions.node.split('.')[0]"))
                .output()
                .strip();
        assumeTrue("node is older than " + NODE_VERSION + ": " + version, Integer.parseInt(version) >= NODE_VERSION);
        Sources.copyTo(root);
        Files.writeString(root.resolve("package.json"), "{\"private\": true, \"type\": \"module\"}");
    }

    @Test
    public void theTestsInJavaScriptPass() throws Exception {
        List<String> command =
                new ArrayList<>(List.of("node", "--experimental-websocket", "--test", "--test-reporter=tap"));
        try (Stream<Path> files = Files.list(root.resolve("src/test/js"))) {
            files.map(Path::toString).filter(file -> file.endsWith(".test.js")).forEach(command::add);
        }
        Program.Outcome outcome = Program.run(root, command);
        assertEquals(outcome.output(), 0, outcome.exit());
        assertFalse(outcome.output(), outcome.output().contains("# pass 0\n"));
    }

    @Test
    public void aPageInTypeScriptIsCompiledStrictly() throws Exception {
        Program.assume("npm");
        Program.Outcome install = Program.run(
                root,
                List.of("npm", "install", "--no-audit", "--no-fund", "--fetch-retries=0", "--no-save", TYPESCRIPT));
        assumeTrue("the npm registry cannot be reached: " + install.output(), install.exit() == 0);
        Program.Outcome outcome = Program.run(
                root,
                List.of(
                        "node_modules/.bin/tsc",
                        "--noEmit",
                        "--strict",
                        "--exactOptionalPropertyTypes",
                        "--noUncheckedIndexedAccess",
                        "--target",
                        "es2022",
                        "--module",
                        "nodenext",
                        "--types",
                        "",
                        "src/test/js/sample.ts"));
        assertEquals(outcome.output(), 0, outcome.exit());
    }
}
