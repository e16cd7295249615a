package dev.patchbay.transport.http.internal;

import static org.junit.Assert.assertEquals;

import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.commons.fileupload.FileUpload;
import org.apache.commons.io.IOUtils;
import org.apache.felix.cm.PersistenceManager;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.http.jakartawrappers.ServletWrapper;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** The front door with Felix's real HTTP Whiteboard behind it, in a real framework. */
public class WhiteboardInFrameworkTest {

    /** Whose jars are installed; the servlet API comes before those who need its contract. */
    private static final List<Class<?>> INSTALLED = List.of(
            Servlet.class,
            IOUtils.class,
            FileUpload.class,
            PersistenceManager.class,
            ServletWrapper.class,
            ConnectorFactory.class);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Framework framework;

    public WhiteboardInFrameworkTest() {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        Path.of(
                                        "target",
                                        "whiteboard-" + ProcessHandle.current().pid())
                                .toString(),
                        Constants.FRAMEWORK_STORAGE_CLEAN,
                        Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "dev.patchbay.endpoint,dev.patchbay.endpoint.spi,dev.patchbay.session,dev.patchbay.threads,"
                                + "org.jspecify.annotations;version=1.0,"
                                + "org.slf4j;version=2.0,org.slf4j.spi;version=2.0,org.slf4j.event;version=2.0",
                        "org.apache.felix.http.require.config",
                        "true"));
    }

    @Before
    public void startFramework() throws Exception {
        framework.start();
        for (Class<?> each : INSTALLED) {
            framework.getBundleContext().installBundle(jarOf(each).toString());
        }
        framework.getBundleContext().installBundle(packAsBundle().toUri().toString());
        for (var bundle : framework.getBundleContext().getBundles()) {
            bundle.start();
        }
    }

    @After
    public void stopFramework() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    public void servletsComeAndGoBehindTheDoorAndEndpointsStayInFront() throws Exception {
        assertEquals(404, get("/nothing").statusCode());
        assertEquals("hello from a servlet", get("/hello").body());
        assertEquals(426, get("/echo").statusCode());
        try (RawClient webSocket = RawClient.connect(port()).open("/echo")) {
            webSocket.sendText("hello");
            assertEquals("hello", webSocket.readText());
        }
        toggle();
        Awaitility.await().untilAsserted(() -> assertEquals(404, get("/hello").statusCode()));
        toggle();
        Awaitility.await().untilAsserted(() -> assertEquals(200, get("/hello").statusCode()));
    }

    @Test
    public void postedBodyAndAsynchronousAnswerPassTheDoor() throws Exception {
        String body = "large".repeat(100_000);
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(address() + "/hello"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode());
        assertEquals(body, answer.body());
    }

    @Test
    public void whiteboardOpensNoPortOfItsOwn() throws Exception {
        List<String> listening = service("listening").get();
        assertEquals(1, listening.size());
        assertEquals(List.of(), service("felixPorts").get());
    }

    private int port() {
        return URI.create(address()).getPort();
    }

    private String address() {
        return service("listening").get().get(0);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(address() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void toggle() {
        assertEquals(List.of(), service("toggle").get());
    }

    @SuppressWarnings("unchecked")
    private Supplier<List<String>> service(String name) {
        try {
            ServiceReference<?>[] found =
                    framework.getBundleContext().getServiceReferences(Supplier.class.getName(), "(name=" + name + ")");
            if (found == null) {
                throw new IllegalStateException("The bundle under test did not start");
            }
            Object service = framework.getBundleContext().getService(found[0]);
            return (Supplier<List<String>>) service;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URI jarOf(Class<?> type) throws Exception {
        return type.getProtectionDomain().getCodeSource().getLocation().toURI();
    }

    /** The classes under test as a bundle, since the real one is packed only after the tests. */
    private Path packAsBundle() throws Exception {
        Manifest manifest = new Manifest();
        Attributes head = manifest.getMainAttributes();
        head.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        head.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        head.putValue(Constants.BUNDLE_SYMBOLICNAME, "dev.patchbay.transport.http.test");
        head.putValue(Constants.BUNDLE_ACTIVATOR, InFrameworkActivator.class.getName());
        head.putValue(Constants.DYNAMICIMPORT_PACKAGE, "*");
        Path jar = folder.newFile("under-test.jar").toPath();
        try (OutputStream output = Files.newOutputStream(jar);
                JarOutputStream jarOutput = new JarOutputStream(output, manifest)) {
            add(Path.of(jarOf(FrontDoor.class)), jarOutput);
            add(Path.of(jarOf(InFrameworkActivator.class)), jarOutput);
        }
        return jar;
    }

    private static void add(Path root, JarOutputStream jar) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(root.relativize(file).toString()));
                jar.write(Files.readAllBytes(file));
            }
        }
    }
}
