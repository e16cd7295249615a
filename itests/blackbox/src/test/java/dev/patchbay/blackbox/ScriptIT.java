package dev.patchbay.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;

/** Which JDK the script takes, and where it finds what belongs to it; no node is started. */
public class ScriptIT {

    /** Where the script looks besides; here there is a folder of the test's own instead. */
    private static final String USUAL_PLACE = "/usr/lib/jvm/*";

    private static final String JAVA = """
            #!/bin/sh
            [ "$1" != -version ] || { echo 'openjdk version "%s" 2025-04-15' >&2; exit; }
            echo "$0"
            printf '%%s\\n' "$@"
            """;

    private Path installation;
    private Path jdks;
    private Path tools;

    @Before
    public void copyTheScript() throws IOException {
        Path folder = Temporary.directory();
        installation = folder.resolve("installation");
        jdks = Files.createDirectory(folder.resolve("jvm"));
        tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : List.of("readlink", "sed")) {
            Files.createSymbolicLink(tools.resolve(tool), Programs.find(tool));
        }
        String script = Files.readString(NodeProcess.INSTALLATION.resolve("bin/patchbay"));
        assertTrue(script, script.contains(USUAL_PLACE));
        program(installation.resolve("bin/patchbay"), script.replace(USUAL_PLACE, jdks + "/*"));
    }

    private static Path program(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A JDK whose file {@code release} says its version. */
    private static Path jdk(Path folder, String version) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        return program(folder.resolve("bin/java"), JAVA.formatted("99"));
    }

    private NodeProcess.Outcome outcome(Map<String, String> environment) throws Exception {
        return outcome(installation.resolve("bin/patchbay"), environment);
    }

    /** The script sees these variables alone, and on its path besides these folders only the tools it needs. */
    private NodeProcess.Outcome outcome(Path script, Map<String, String> environment) throws Exception {
        String path = environment.getOrDefault("PATH", "") + ":" + tools;
        return NodeProcess.outcome(List.of(
                Programs.find("env").toString(),
                "-i",
                "PATH=" + path,
                "JAVA_HOME=" + environment.getOrDefault("JAVA_HOME", ""),
                script.toString(),
                "status"));
    }

    private void assertTakes(Path java, Map<String, String> environment) throws Exception {
        NodeProcess.Outcome outcome = outcome(environment);
        assertEquals(outcome.err(), 0, outcome.exit());
        assertEquals(java.toString(), outcome.out().lines().findFirst().orElseThrow());
    }

    @Test
    public void javaHomeComesBeforeNewerOnes() throws Exception {
        Path own = jdk(jdks.resolveSibling("own"), "17.0.2");
        Path onPath = jdk(jdks.resolveSibling("path"), "25");
        jdk(jdks.resolve("a"), "25.0.1");
        assertTakes(
                own, Map.of("JAVA_HOME", home(own), "PATH", onPath.getParent().toString()));
    }

    private static String home(Path java) {
        return java.getParent().getParent().toString();
    }

    @Test
    public void aJavaHomeThatIsTooOldIsPassedOver() throws Exception {
        Path own = jdk(jdks.resolveSibling("own"), "11.0.20");
        Path other = jdk(jdks.resolve("other"), "17");
        assertTakes(other, Map.of("JAVA_HOME", home(own)));
        assertTakes(other, Map.of("JAVA_HOME", jdks.resolve("nowhere").toString()));
    }

    @Test
    public void theNewestIsTakenWhereverItIs() throws Exception {
        Path onPath = jdk(jdks.resolveSibling("path"), "21.0.1");
        jdk(jdks.resolve("a"), "17.0.9");
        jdk(jdks.resolve("b"), "1.8.0_292");
        assertTakes(onPath, Map.of("PATH", onPath.getParent().toString()));
        Path newest = jdk(jdks.resolve("c"), "25-ea");
        jdk(jdks.resolve("d"), "18");
        assertTakes(newest, Map.of("PATH", onPath.getParent().toString()));
    }

    @Test
    public void aLinkOnThePathLeadsToItsJdk() throws Exception {
        Path java = jdk(jdks.resolveSibling("path"), "21");
        Path link = Files.createDirectory(jdks.resolveSibling("links")).resolve("java");
        Files.createSymbolicLink(link, java);
        assertTakes(java, Map.of("PATH", link.getParent().toString()));
    }

    @Test
    public void aJdkWhoseFileDoesNotSayTheVersionIsAsked() throws Exception {
        Path asked = program(jdks.resolve("b/bin/java"), JAVA.formatted("17.0.15"));
        Files.createDirectories(jdks.resolve("c"));
        assertTakes(asked, Map.of());
        Path newer = program(jdks.resolve("a/bin/java"), JAVA.formatted("21.0.2"));
        Files.writeString(jdks.resolve("a/release"), "SOURCE=\"no version here\"\n");
        assertTakes(newer, Map.of());
    }

    @Test
    public void withoutANewEnoughOneItSaysWhatItFound() throws Exception {
        assertRefused("found none;", Map.of());
        jdk(jdks.resolve("a"), "1.8.0_292");
        assertRefused("found only 8;", Map.of());
        Path onPath = jdk(jdks.resolveSibling("path"), "16.0.2");
        assertRefused("found only 16;", Map.of("PATH", onPath.getParent().toString()));
    }

    private void assertRefused(String found, Map<String, String> environment) throws Exception {
        NodeProcess.Outcome outcome = outcome(environment);
        assertEquals(1, outcome.exit());
        assertTrue(outcome.err(), outcome.err().contains("expected a JDK 17 or newer"));
        assertTrue(outcome.err(), outcome.err().contains(found));
        assertTrue(outcome.err(), outcome.err().contains("install one, or set JAVA_HOME"));
        assertEquals(outcome.err(), 1, outcome.err().lines().count());
    }

    @Test
    public void aLinkToTheScriptFindsItsInstallation() throws Exception {
        jdk(jdks.resolve("a"), "17");
        Path links = Files.createDirectory(installation.resolveSibling("links"));
        Path absolute = Files.createSymbolicLink(links.resolve("absolute"), installation.resolve("bin/patchbay"));
        Path relative = Files.createSymbolicLink(links.resolve("relative"), Path.of("../installation/bin/patchbay"));
        Path chained = Files.createSymbolicLink(installation.resolveSibling("chained"), Path.of("links/relative"));
        for (Path link : List.of(absolute, relative, chained)) {
            NodeProcess.Outcome outcome = outcome(link, Map.of());
            assertEquals(outcome.err(), 0, outcome.exit());
            assertTrue(outcome.out(), outcome.out().lines().toList().contains("-Dpatchbay.install=" + installation));
        }
    }
}
