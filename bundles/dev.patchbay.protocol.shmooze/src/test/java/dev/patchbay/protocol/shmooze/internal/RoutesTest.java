package dev.patchbay.protocol.shmooze.internal;

import static org.junit.Assert.assertEquals;

import dev.patchbay.protocol.shmooze.internal.Routes.Kind;
import dev.patchbay.protocol.shmooze.internal.Routes.Route;
import java.util.Set;
import org.junit.Test;

public class RoutesTest {

    private static final Set<String> SERVICES = Set.of("queue", "lab.scope");

    private final Routes usual = new Routes("/", "/static/", SERVICES::contains);
    private final Routes prefixed = new Routes("/api/", "/", SERVICES::contains);

    private static void assertRoute(Kind kind, String name, Route route) {
        assertEquals(new Route(kind, name), route);
    }

    @Test
    public void aServiceIsAtItsNameAndBelowIt() {
        assertRoute(Kind.SERVICE, "queue", usual.of("/queue"));
        assertRoute(Kind.SERVICE, "queue", usual.of("/queue/"));
        assertRoute(Kind.SERVICE, "queue", usual.of("/queue/a/b"));
        assertRoute(Kind.SERVICE, "lab.scope", usual.of("/lab.scope"));
    }

    @Test
    public void aNameThatOnlyBeginsLikeAServiceIsNone() {
        assertRoute(Kind.NOTHING, "", usual.of("/queues"));
        assertRoute(Kind.NOTHING, "", usual.of("/lab"));
        assertRoute(Kind.NOTHING, "", usual.of("/Queue"));
        assertRoute(Kind.NOTHING, "", usual.of("//queue"));
        assertRoute(Kind.NOTHING, "", usual.of("/a/queue"));
    }

    @Test
    public void settingsAreAtTheirNameAndBelowIt() {
        assertRoute(Kind.SETTINGS, "", usual.of("/settings.json"));
        assertRoute(Kind.SETTINGS, "", usual.of("/settings.json/x"));
        assertRoute(Kind.NOTHING, "", usual.of("/settings.jsonx"));
    }

    @Test
    public void theRootIsThePageAndNothingElseIs() {
        assertRoute(Kind.INDEX, "", usual.of("/"));
        assertRoute(Kind.NOTHING, "", usual.of("/index.html"));
        assertRoute(Kind.NOTHING, "", usual.of("//"));
    }

    @Test
    public void filesAreBelowTheirPrefix() {
        assertRoute(Kind.FILE, "a/b.css", usual.of("/static/a/b.css"));
        assertRoute(Kind.NOTHING, "", usual.of("/static/"));
        assertRoute(Kind.NOTHING, "", usual.of("/static"));
        assertRoute(Kind.NOTHING, "", usual.of("/statics/a"));
    }

    @Test
    public void endpointsWinOverFilesAtTheRoot() {
        Routes both = new Routes("/", "/", SERVICES::contains);
        assertRoute(Kind.SERVICE, "queue", both.of("/queue/x.css"));
        assertRoute(Kind.SETTINGS, "", both.of("/settings.json"));
        assertRoute(Kind.FILE, "queue.css", both.of("/queue.css"));
        assertRoute(Kind.INDEX, "", both.of("/"));
    }

    @Test
    public void aPrefixIsPutInFrontAsItIs() {
        assertRoute(Kind.SERVICE, "queue", prefixed.of("/api/queue"));
        assertRoute(Kind.SETTINGS, "", prefixed.of("/api/settings.json"));
        assertRoute(Kind.FILE, "queue", prefixed.of("/queue"));
        assertRoute(Kind.SERVICE, "queue", new Routes("/x", "/static/", SERVICES::contains).of("/xqueue"));
    }
}
