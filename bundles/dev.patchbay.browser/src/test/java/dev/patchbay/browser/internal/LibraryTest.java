package dev.patchbay.browser.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Test;

public class LibraryTest {

    private static final Path SOURCE = Path.of("src/main/resources/library");

    private final Library library;

    public LibraryTest() throws IOException {
        library = new Library();
    }

    private Exchange get(String path, String ifNoneMatch) throws Exception {
        Exchange exchange = new Exchange(path, ifNoneMatch);
        library.doGet(exchange.request(), exchange.response());
        return exchange;
    }

    @Test
    public void everyFileOfTheLibraryIsServedAndNoOther() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCE)) {
            List<String> there = files.filter(Files::isRegularFile)
                    .map(file -> "/" + SOURCE.relativize(file))
                    .sorted()
                    .toList();
            assertEquals(there, Library.FILES.stream().sorted().toList());
        }
    }

    @Test
    public void aScriptHasItsContentItsTypeAndATag() throws Exception {
        Exchange answer = get("/patchbay.js", null);
        assertEquals(200, answer.status());
        assertArrayEquals(Files.readAllBytes(SOURCE.resolve("patchbay.js")), answer.body());
        assertEquals("text/javascript; charset=utf-8", answer.header("Content-Type"));
        assertEquals("no-cache", answer.header("Cache-Control"));
        assertTrue(answer.header("ETag"), answer.header("ETag").matches("\"[-_0-9A-Za-z]{43}\""));
    }

    @Test
    public void typeDefinitionsAreText() throws Exception {
        assertEquals("text/plain; charset=utf-8", get("/patchbay.d.ts", null).header("Content-Type"));
    }

    @Test
    public void whoHasTheFileAlreadyIsNotSentItAgain() throws Exception {
        String tag = get("/patchbay/gateway.js", null).header("ETag");
        for (String known : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
            Exchange answer = get("/patchbay/gateway.js", known);
            assertEquals(known, 304, answer.status());
            assertEquals(known, 0, answer.body().length);
            assertEquals(known, tag, answer.header("ETag"));
        }
    }

    @Test
    public void whoHasAnotherFileIsSentThisOne() throws Exception {
        String other = get("/patchbay/link.js", null).header("ETag");
        assertNotEquals(other, get("/patchbay/gateway.js", null).header("ETag"));
        for (String unknown : new String[] {other, "", "\"\"", other + "x"}) {
            assertEquals(unknown, 200, get("/patchbay/gateway.js", unknown).status());
        }
    }

    @Test
    public void whatIsNoFileOfTheLibraryIsNotFound() throws Exception {
        for (String path : new String[] {"/patchbay", "/patchbay/", "/patchbay/../patchbay.js", "/patchbay/other.js"}) {
            assertEquals(path, 404, get(path, null).status());
        }
    }

    @Test
    public void aFileThatIsMissingInTheBundleIsToldByName() {
        IOException missing = assertThrows(IOException.class, () -> LibraryFile.read("/missing.js"));
        assertEquals("Expected the file library/missing.js in this bundle, it is not there", missing.getMessage());
    }

    @Test
    public void noTagIsNoKnowledge() throws Exception {
        assertFalse(LibraryFile.read("/patchbay.js").isKnownBy(null));
    }
}
