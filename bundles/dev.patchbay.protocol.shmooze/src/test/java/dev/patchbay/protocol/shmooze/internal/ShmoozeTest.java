package dev.patchbay.protocol.shmooze.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import jakarta.servlet.Servlet;
import java.nio.file.Files;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.servlet.context.ServletContextHelper;

public class ShmoozeTest {

    private static final long PATIENCE_IN_SEC = 10;
    private static final String BACKGROUND = "{\"cmd\": \"bg\"}";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final BundleContext context = TestFramework.context();
    private final FakeDispatcher dispatcher = new FakeDispatcher().with("queue.bg", args -> null);
    private final FakeTransport transport = new FakeTransport();
    private Shmooze shmooze;

    private void start(Map<String, ?> settings) {
        shmooze = new Shmooze(context, dispatcher, transport, Configs.of(settings));
    }

    @After
    public void stop() {
        if (shmooze != null) {
            shmooze.deactivate();
        }
        dispatcher.close();
        transport.close();
    }

    private Collection<ServiceReference<Servlet>> servlets(String filter) throws InvalidSyntaxException {
        return context.getServiceReferences(Servlet.class, filter);
    }

    private FakeHttp answer(FakeHttp request) throws Exception {
        return request.answeredBy(shmooze.gateway());
    }

    private static OwnPort.Config ports(int nodes, String ports) {
        return Configs.of(OwnPort.Config.class, Map.of("port", nodes, "ports", ports));
    }

    @Test
    public void portsAndServletAreThereAsLongAsItIs() throws Exception {
        start(Map.of());
        assertTrue(transport.isOpen(5580));
        assertTrue(transport.isOpen(5581));
        ServiceReference<Servlet> servlet =
                servlets("(osgi.http.whiteboard.servlet.pattern=/)").iterator().next();
        assertEquals(true, servlet.getProperty("osgi.http.whiteboard.servlet.asyncSupported"));
        assertNull("the default context", servlet.getProperty("osgi.http.whiteboard.context.select"));
        shmooze.deactivate();
        shmooze = null;
        assertFalse(transport.isOpen(5580));
        assertTrue(servlets("(osgi.http.whiteboard.servlet.pattern=/)").isEmpty());
    }

    @Test
    public void theCommandsOfAPortAndOfItsAddressAreTheSame() throws Exception {
        start(Map.of());
        FakeLine client = transport.client(5580);
        client.receive(BACKGROUND);
        assertEquals("{\"success\":true}", client.takeSent());
        assertEquals(
                "{\"success\":true}",
                answer(FakeHttp.post("/queue", BACKGROUND)).text());
    }

    @Test
    public void thePageOfThisBundleIsThereUnlessThereIsAFolder() throws Exception {
        Files.writeString(folder.newFile("index.html").toPath(), "mine");
        start(Map.of());
        assertTrue(answer(FakeHttp.get("/")).text().contains("queue.js"));
        assertEquals(200, answer(FakeHttp.get("/static/queue.css")).status());
        shmooze.modified(Configs.of(Map.of("static__path", folder.getRoot().toString())));
        assertEquals("mine", answer(FakeHttp.get("/")).text());
        assertEquals(404, answer(FakeHttp.get("/static/queue.css")).status());
    }

    @Test
    public void changedSettingsHoldAtOnceAndKeepConnections() throws Exception {
        start(Map.of());
        FakeLine client = transport.client(5580);
        shmooze.modified(Configs.of(Map.of("wsgi__prefix", "/api/", "ports", "{\"queue\": 5580, \"pool\": 6002}")));
        client.receive(BACKGROUND);
        assertEquals("{\"success\":true}", client.takeSent());
        assertTrue(transport.isOpen(6002));
        assertFalse(transport.isOpen(5581));
        assertEquals(404, answer(FakeHttp.post("/queue", "[]")).status());
        assertEquals("[]", answer(FakeHttp.post("/api/queue", "[]")).text());
    }

    @Test
    @SuppressWarnings("unchecked")
    public void aProviderIsServedFromItsArrivalOn() throws Exception {
        start(Map.of());
        dispatcher.with("lab.read", args -> 5);
        assertEquals(404, answer(FakeHttp.post("/lab", "{\"cmd\": \"read\"}")).status());
        ServiceReference<?> lab = FakeReference.of(Map.of("patchbay.provider.name", "lab"));
        shmooze.addProvider((ServiceReference<dev.patchbay.rpc.spi.Provider>) lab);
        assertEquals(
                "{\"success\":true,\"result\":5}",
                answer(FakeHttp.post("/lab", "{\"cmd\": \"read\"}")).text());
    }

    @Test
    public void anAnswerThatIsOverdueIsNotWaitedFor() throws Exception {
        CountDownLatch isFree = new CountDownLatch(1);
        dispatcher.with("queue.slow", args -> isFree.await(PATIENCE_IN_SEC, TimeUnit.SECONDS));
        start(Map.of("answerInMs", 1L));
        assertEquals(500, answer(FakeHttp.post("/queue", "{\"cmd\": \"slow\"}")).status());
        isFree.countDown();
    }

    @Test
    public void theGatewayHasAPortOfItsOwnWhenTheSettingsSaySo() throws Exception {
        start(Map.of());
        OwnPort own = new OwnPort(context, shmooze, ports(5000, "{\"wsgi\": 8080}"));
        ServiceReference<ServletContextHelper> site = context.getServiceReference(ServletContextHelper.class);
        assertEquals(8080, site.getProperty("patchbay.http.ownPort"));
        assertEquals("/wsgi", site.getProperty("osgi.http.whiteboard.context.path"));
        assertEquals(2, servlets("(osgi.http.whiteboard.servlet.name=shmooze)").size());
        own.modified(ports(5001, "{\"wsgi\": 8080, \"queue\": 1}"));
        assertEquals(
                "what stays the same is left alone", site, context.getServiceReference(ServletContextHelper.class));
        own.modified(ports(5001, "{\"wsgi\": 8081}"));
        assertEquals(
                8081, context.getServiceReference(ServletContextHelper.class).getProperty("patchbay.http.ownPort"));
        own.close();
        assertNull(context.getServiceReference(ServletContextHelper.class));
        assertEquals(1, servlets("(osgi.http.whiteboard.servlet.name=shmooze)").size());
    }

    @Test
    public void theNodesOwnPortNeedsNotToBeOpenedTwice() throws Exception {
        start(Map.of());
        OwnPort own = new OwnPort(context, shmooze, ports(8080, "{\"wsgi\": 8080}"));
        assertNull(context.getServiceReference(ServletContextHelper.class));
        own.modified(ports(5000, "{\"wsgi\": 8080}"));
        assertNotNull(context.getServiceReference(ServletContextHelper.class));
        own.modified(ports(5000, ""));
        assertNull(context.getServiceReference(ServletContextHelper.class));
        own.close();
    }
}
