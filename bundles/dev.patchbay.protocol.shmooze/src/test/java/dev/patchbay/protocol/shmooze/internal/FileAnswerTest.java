package dev.patchbay.protocol.shmooze.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FileAnswerTest {

    private static final long MODIFIED_IN_MS = 1_700_000_000_400L;
    private static final long SECOND = 1_000;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final byte[] large = new byte[200_000];
    private Gateway gateway;

    @Before
    public void fill() throws Exception {
        new Random(5).nextBytes(large);
        Path small = folder.newFile("small.txt").toPath();
        Files.writeString(small, "small");
        Files.setLastModifiedTime(small, FileTime.fromMillis(MODIFIED_IN_MS));
        Files.write(folder.newFile("large.png").toPath(), large);
        ShmoozeSettings settings = Configs.settings(Map.of());
        FakeDispatcher dispatcher = new FakeDispatcher();
        gateway = new Gateway(
                dispatcher,
                new Commands(dispatcher, name -> false),
                new Providers(System::nanoTime),
                name -> false,
                new Backends(new FakeTransport()),
                new Exchanges(System::nanoTime, look -> {}),
                Site.of(settings, new DiskFolder(folder.getRoot().toPath())));
    }

    private static FakeHttp small() {
        return FakeHttp.get("/static/small.txt");
    }

    private void assertKnown(FakeHttp request) throws Exception {
        FakeHttp answered = request.answeredBy(gateway);
        assertEquals(304, answered.status());
        assertEquals("", answered.text());
        assertNull(answered.header("Content-Type"));
        for (String header : List.of("ETag", "Last-Modified", "Expires", "Cache-Control")) {
            assertNotNull(header, answered.header(header));
        }
    }

    private void assertSent(FakeHttp request) throws Exception {
        FakeHttp answered = request.answeredBy(gateway);
        assertEquals(200, answered.status());
        assertEquals("small", answered.text());
    }

    private String tag() throws Exception {
        return small().answeredBy(gateway).header("ETag");
    }

    @Test
    public void aLargeFileArrivesWhole() throws Exception {
        FakeHttp answered = FakeHttp.get("/static/large.png").answeredBy(gateway);
        assertEquals("200000", answered.header("Content-Length"));
        assertEquals("image/png", answered.header("Content-Type"));
        assertArrayEquals(large, answered.bytes());
        assertArrayEquals(
                large,
                FakeHttp.get("/static/large.png")
                        .behindOldFilter()
                        .answeredBy(gateway)
                        .bytes());
    }

    @Test
    public void headIsAsGetWithoutABody() throws Exception {
        for (String name : List.of("small.txt", "large.png")) {
            FakeHttp answered = FakeHttp.of("HEAD", "/static/" + name).answeredBy(gateway);
            assertEquals(200, answered.status());
            assertEquals("", answered.text());
            assertEquals(name.equals("small.txt") ? "5" : "200000", answered.header("Content-Length"));
        }
    }

    @Test
    public void whoHasTheTagIsNotSentTheFile() throws Exception {
        String tag = tag();
        assertKnown(small().with("If-None-Match", tag));
        assertKnown(small().with("If-None-Match", "\"other\", W/" + tag));
        assertKnown(small().with("If-None-Match", "*"));
        assertSent(small().with("If-None-Match", "\"other\""));
        assertSent(small().with("If-None-Match", tag.replace("\"", "")));
    }

    @Test
    public void whoHasTheFileSinceItChangedIsNotSentIt() throws Exception {
        long seconds = MODIFIED_IN_MS / SECOND * SECOND;
        assertKnown(small().with("If-Modified-Since", seconds));
        assertKnown(small().with("If-Modified-Since", seconds + SECOND));
        assertSent(small().with("If-Modified-Since", seconds - SECOND));
        assertSent(small().with("If-Modified-Since", "yesterday"));
    }

    @Test
    public void theTagCountsMoreThanTheDate() throws Exception {
        long later = MODIFIED_IN_MS + SECOND;
        assertSent(small().with("If-None-Match", "\"other\"").with("If-Modified-Since", later));
    }

    @Test
    public void onlyWhoReadsIsToldThatNothingChanged() throws Exception {
        assertSent(FakeHttp.of("POST", "/static/small.txt").with("If-None-Match", tag()));
    }
}
