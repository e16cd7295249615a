package dev.patchbay.cluster.nats.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterLink;
import dev.patchbay.cluster.spi.OutgoingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;

public class TlsTest {

    @Rule
    public final NatsServer server = new NatsServer();

    private final RecordingReceiver atA = new RecordingReceiver();
    private final RecordingReceiver atB = new RecordingReceiver();

    /** A certificate that stands for this name, and its key, in the server's folder. */
    private void certificate(String alternativeName) throws Exception {
        List<String> command = List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=patchbay",
                "-addext",
                "subjectAltName=" + alternativeName,
                "-keyout",
                "key.pem",
                "-out",
                "cert.pem");
        try {
            Process openssl = new ProcessBuilder(command)
                    .directory(server.getRoot())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertTrue(openssl.waitFor(20, TimeUnit.SECONDS) && openssl.exitValue() == 0);
        } catch (IOException e) {
            assumeTrue("Skipped: openssl is needed to make a certificate, and is not on the PATH", false);
        }
    }

    private String path(String name) {
        return server.getRoot().toPath().resolve(name).toString();
    }

    private void start() throws IOException {
        server.startWith(
                "tls {",
                "  cert_file: \"" + path("cert.pem") + "\"",
                "  key_file: \"" + path("key.pem") + "\"",
                "  ca_file: \"" + path("cert.pem") + "\"",
                "  verify: true",
                "}");
    }

    private NatsTransport.Config config(String url, boolean withCertificate) {
        Map<String, Object> changed = new HashMap<>(Map.of("servers", new String[] {url}, "caPath", path("cert.pem")));
        if (withCertificate) {
            changed.put("certificatePath", path("cert.pem"));
            changed.put("keyPath", path("key.pem"));
        }
        return Settings.with(changed);
    }

    private static ClusterLink join(NatsTransport.Config config, String name, RecordingReceiver receiver)
            throws Exception {
        return new NatsTransport(config).join(new ClusterNode(name, ""), List.of(), receiver);
    }

    @Test
    public void nodesMeetOverTlsWithClientCertificates() throws Exception {
        certificate("IP:127.0.0.1");
        start();
        try (ClusterLink linkA = join(config("tls://127.0.0.1:" + server.port(), true), "a", atA);
                ClusterLink linkB = join(config(server.url(), true), "b", atB)) {
            atA.awaitNames("a", "b");
            atB.awaitNames("a", "b");
            linkA.send(new OutgoingEvent("e", "a", "{}"));
            assertEquals("{}", atB.next());
            linkB.send(new OutgoingEvent("e", "b", "{}"));
            assertEquals("{}", atA.next());
        }
    }

    @Test
    public void aNodeWithoutCertificateIsNotLetIn() throws Exception {
        certificate("IP:127.0.0.1");
        start();
        assertNeverIn(config(server.url(), false), "tried for ever");
    }

    @Test
    public void aServerWhoseCertificateNamesAnotherHostIsNotTrusted() throws Exception {
        certificate("DNS:elsewhere.example");
        start();
        assertNeverIn(config(server.url(), true), "127.0.0.1");
    }

    @Test
    public void aServerThatIsNotOfTheAuthorityIsNotTrusted() throws Exception {
        certificate("IP:127.0.0.1");
        start();
        Path other = Files.createDirectory(server.getRoot().toPath().resolve("other"));
        Files.move(Path.of(path("cert.pem")), other.resolve("cert.pem"));
        certificate("IP:127.0.0.1");
        assertNeverIn(config(server.url(), false), "PKIX");
    }

    private void assertNeverIn(NatsTransport.Config config, String reason) throws Exception {
        try (CapturedLog log = new CapturedLog();
                ClusterLink link = join(config, "a", atA)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> log.count("can be reached") > 0);
            assertTrue(log.text(), log.text().contains(reason));
            assertEquals(log.text(), 0, log.count("Connected"));
            assertThrows(IOException.class, () -> link.send(new OutgoingEvent("e", "a", "{}")));
        }
    }
}
