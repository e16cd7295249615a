package dev.patchbay.browser.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.browser.internal.FakeGateway.Post;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** {@code gateway.html} in a real browser: the part of its address behind the hash says what it does. */
public class GatewayPageTest {

    /** What the two elements are told by the page to look like. */
    private static final String CONNECTED = "hide: block, show: none";

    private static final String DISCONNECTED = "hide: none, show: inline";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private FakeGateway gateway;
    private Reports reports;
    private Program browser;

    @Before
    public void start() throws Exception {
        Program.assume("chromium");
        gateway = new FakeGateway();
        reports = new Reports();
    }

    @After
    public void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {browser, reports, gateway}) {
            if (each != null) {
                each.close();
            }
        }
    }

    private void open(String what) throws Exception {
        browser = Program.start(
                folder.getRoot().toPath(),
                List.of(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--remote-debugging-port=0", // without one it ends as soon as the page is there
                        "--user-data-dir=" + folder.newFolder(),
                        gateway.address() + "/gateway.html?reports=" + reports.address() + "#" + what));
        reports.await("loaded");
    }

    @Test
    public void aPageLooksAsTheSettingsSay() throws Exception {
        open("looks");
        reports.await("Kitchen on rgb(0, 0, 128) in rgb(255, 255, 0)");
        assertEquals(List.of(), gateway.posts());
    }

    @Test
    public void fiveDeferredQueriesAreOnePost() throws Exception {
        open("five");
        reports.await("results 0,1,2,3,4");
        assertEquals(1, gateway.posts().size());
        Post post = gateway.posts().get(0);
        assertEquals("text/json", post.contentType());
        assertTrue(post.body(), post.body().matches("\\[(\\{\"cmd\":\"five\",\"args\":\\{\"i\":\\d}},?){5}]"));
    }

    @Test
    public void afterAFailureTheLoopGoesOnHalfASecondLaterWithoutRepeating() throws Exception {
        gateway.failNext(1);
        open("failure");
        reports.await("first failed with http");
        reports.await("second succeeded");
        assertEquals(2, gateway.posts().size());
        Post first = gateway.posts().get(0);
        Post second = gateway.posts().get(1);
        assertEquals("[{\"cmd\":\"second\"}]", second.body());
        long pauseInMs = TimeUnit.NANOSECONDS.toMillis(second.cameAtNanos() - first.answeredAtNanos());
        assertTrue("the pause was " + pauseInMs + " ms", pauseInMs >= 499);
    }

    @Test
    public void whatIsMarkedIsHiddenAndShownWhileTheGatewayIsGone() throws Exception {
        open("classes");
        reports.await(CONNECTED);
        assertFalse(reports.told().contains(DISCONNECTED));
        gateway.stop();
        reports.await(DISCONNECTED);
        gateway.restart();
        reports.await(CONNECTED, 2); // the page asks for nothing by itself then
    }
}
