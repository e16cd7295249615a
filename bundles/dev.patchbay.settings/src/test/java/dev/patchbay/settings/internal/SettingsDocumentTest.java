package dev.patchbay.settings.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SettingsDocumentTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final PathExpansion paths = new PathExpansion(Map.of("HOME", "/home/ann")::get, "/home/ann");
    private Path file;

    @Before
    public void nameFile() {
        file = folder.getRoot().toPath().resolve("patchbay.json");
    }

    @Test
    public void commentsAreSkipped() throws Exception {
        SettingsDocument document = read("{ // the file\n  \"http\": {\"host\": \"http://a\"} // no more\n}");

        assertEquals(Map.of("host", "http://a"), document.sections().get(0).values());
    }

    @Test
    public void onlyTopLevelObjectsAreSections() throws Exception {
        SettingsDocument document = read("{\"name\": \"x\", \"list\": [1], \"http\": {}, \"lamp~left\": {}}");

        assertEquals(
                List.of("http", "lamp~left"),
                document.sections().stream().map(Section::title).toList());
        assertEquals("x", document.values().get("name"));
    }

    @Test
    public void pathsAreExpandedAtTheTopAndInSections() throws Exception {
        SettingsDocument document =
                read("{\"log_path\": \"$HOME/l\", \"tls\": {\"keyPath\": \"~/k\", \"deep\": {\"a_path\": \"$HOME\"}}}");

        assertEquals("/home/ann/l", document.values().get("log_path"));
        Map<String, Object> tls = Map.of("keyPath", "/home/ann/k", "deep", Map.of("a_path", "$HOME"));
        assertEquals(tls, document.sections().get(0).values());
        assertEquals(tls, document.values().get("tls"));
    }

    @Test
    public void aSyntaxErrorIsRefusedWithLineAndColumn() throws Exception {
        assertRefused("{\n  \"http\": {\n    \"port\" 5000\n", "at line 3, column 1");
    }

    @Test
    public void aFileThatIsNoObjectIsRefused() throws Exception {
        assertRefused("[1]", "expected an object of sections, got the list [1]");
    }

    @Test
    public void aFileThatIsNotUtf8IsRefused() throws Exception {
        Files.write(file, "{\"name\": \"K\u00e4the\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertProblem("expected a readable file in UTF-8");
    }

    @Test
    public void aFileThatIsNotThereIsRefused() {
        assertProblem(file + ": expected a settings file, got nothing; create it");
    }

    @Test
    public void publicHasToBeAListOfNames() throws Exception {
        assertEquals(
                List.of("name", "ports"),
                read("{\"public\": [\"name\", \"ports\"]}").publicKeys());
        assertEquals(List.of(), read("{\"public\": null}").publicKeys());
        assertRefused("{\"public\": \"name\"}", "key public: expected a list of key names, got the text \"name\"");
        assertRefused(
                "{\"public\": [\"name\", 1]}", "key public: expected a list of key names, got one with the number 1");
    }

    @Test
    public void twoSectionsForOneConfigurationAreRefused() throws Exception {
        assertRefused(
                "{\"http\": {},\n \"dev.patchbay.http\": {}}",
                "line 2, column 2, key dev.patchbay.http: expected one section for dev.patchbay.http, got another, http");
    }

    @Test
    public void aSectionNameWithAnEmptyPartIsRefused() throws Exception {
        assertRefused("{\"lamp~\": {}}", "key lamp~: expected a section name");
    }

    private SettingsDocument read(String text) throws IOException, SettingsProblem {
        Files.writeString(file, text);
        return SettingsDocument.read(file, Assignments.NONE, paths, OriginalNames.of(List.of()));
    }

    private void assertRefused(String text, String part) throws IOException {
        Files.writeString(file, text);
        assertProblem(part);
    }

    private void assertProblem(String part) {
        SettingsProblem problem = assertThrows(
                SettingsProblem.class,
                () -> SettingsDocument.read(file, Assignments.NONE, paths, OriginalNames.of(List.of())));
        Messages.assertContains(problem.getMessage(), part);
    }
}
