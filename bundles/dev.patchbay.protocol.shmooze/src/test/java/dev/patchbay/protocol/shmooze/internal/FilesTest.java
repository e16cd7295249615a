package dev.patchbay.protocol.shmooze.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FilesTest {

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path root;
    private StaticFolder folder;

    @Before
    public void fill() throws IOException {
        root = temporary.newFolder("site").toPath();
        Files.createDirectory(root.resolve("a"));
        Files.writeString(root.resolve("a/b c.txt"), "inside");
        Files.writeString(root.resolve("12:30.txt"), "inside");
        Files.writeString(temporary.newFile("secret.txt").toPath(), "outside");
        Files.createDirectory(temporary.getRoot().toPath().resolve("site-2"));
        Files.writeString(temporary.getRoot().toPath().resolve("site-2/x.txt"), "outside");
        folder = new DiskFolder(root);
    }

    private static String content(@Nullable StaticFile file) throws IOException {
        try (InputStream in = file.content().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void assertNothing(String path) throws IOException {
        assertNull(path, folder.find(path));
    }

    @Test
    public void filesBelowTheFolderAreFound() throws IOException {
        assertEquals("inside", content(folder.find("a/b c.txt")));
        assertEquals("inside", content(folder.find("12:30.txt")));
        assertEquals("text/plain; charset=utf-8", folder.find("a/b c.txt").type());
        assertEquals(6, folder.find("a/b c.txt").length());
    }

    @Test
    public void foldersAndWhatIsNotThereAreNot() throws IOException {
        for (String path : List.of("", "a", "a/", "a/c.txt", "A/b c.txt", "a/b c.txt/d", "\0", "a\0b")) {
            assertNothing(path);
        }
    }

    @Test
    public void noPathLeadsOutside() throws IOException {
        for (String path : List.of(
                "../secret.txt",
                "a/../../secret.txt",
                "..",
                "a/../a/b c.txt",
                "../site-2/x.txt",
                "..\\secret.txt",
                "a\\..\\..\\secret.txt",
                "%2e%2e/secret.txt",
                "/etc/passwd",
                temporary.getRoot() + "/secret.txt",
                "//etc/passwd")) {
            assertNothing(path);
        }
    }

    @Test
    public void noLinkLeadsOutsideButOneInsideIsFollowed() throws IOException {
        Files.createSymbolicLink(
                root.resolve("out.txt"), temporary.getRoot().toPath().resolve("secret.txt"));
        Files.createSymbolicLink(root.resolve("up"), temporary.getRoot().toPath());
        Files.createSymbolicLink(
                root.resolve("beside"), temporary.getRoot().toPath().resolve("site-2"));
        Files.createSymbolicLink(root.resolve("loop"), root.resolve("loop"));
        Files.createSymbolicLink(root.resolve("in.txt"), root.resolve("a/b c.txt"));
        assertNothing("out.txt");
        assertNothing("up/secret.txt");
        assertNothing("beside/x.txt");
        assertNothing("loop");
        assertEquals("inside", content(folder.find("in.txt")));
    }

    @Test
    public void theFolderItselfMayBeALink() throws IOException {
        Path link = temporary.getRoot().toPath().resolve("link");
        Files.createSymbolicLink(link, root);
        assertEquals("inside", content(new DiskFolder(link).find("a/b c.txt")));
        assertNull(new DiskFolder(temporary.getRoot().toPath().resolve("none")).find("a/b c.txt"));
    }

    @Test
    public void theTagChangesWithTheFile() throws IOException {
        String before = folder.find("a/b c.txt").tag();
        assertEquals(before, folder.find("a/b c.txt").tag());
        Files.writeString(root.resolve("a/b c.txt"), "longer than before");
        assertNotEquals(before, folder.find("a/b c.txt").tag());
    }

    @Test
    public void thePageOfThisBundleKnowsThePrefixes() throws IOException {
        OwnFolder own = new OwnFolder("/a\"pi/", "/files/", 5_000);
        String page = content(own.find("index.html"));
        String tag = own.find("queue.js").tag().replace("\"", "");
        assertEquals(page, 1, page.split("data-base=\"/a&quot;pi/\"", -1).length - 1);
        assertEquals(page, 1, page.split("src=\"/files/queue.js\\?" + tag + "\"", -1).length - 1);
        assertEquals(page, -1, page.indexOf("${"));
        assertEquals("text/html; charset=utf-8", own.find("index.html").type());
        assertNotNull(own.find("queue.css"));
        assertNull(own.find("../static/index.html"));
        assertNull(own.find(""));
        assertNotEquals(
                own.find("index.html").tag(),
                new OwnFolder("/", "/files/", 5_000).find("index.html").tag());
    }
}
