package dev.patchbay.transport.http.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.endpoint.EndpointSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.awaitility.Awaitility;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TlsTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path certificate = Path.of("");
    private Path key = Path.of("");

    @Before
    public void useRsa() throws IOException {
        certificate = folder.getRoot().toPath().resolve("certificate.pem");
        key = folder.getRoot().toPath().resolve("key.pem");
        put("rsa.crt.pem", certificate);
        put("rsa.pkcs8.pem", key);
    }

    @Test
    public void everyKindOfKeyFileIsRead() throws Exception {
        for (String kind : new String[] {"rsa.pkcs8", "rsa.pkcs1", "ec.pkcs8", "ec.sec1"}) {
            put(kind.substring(0, kind.indexOf('.')) + ".crt.pem", certificate);
            put(kind + ".pem", key);
            assertTrue(kind, new PemFiles(certificate, key).load().isKeyEntry("server"));
        }
    }

    @Test
    public void encryptedKeyIsRefusedWithTheWayOut() throws Exception {
        put("ec.crt.pem", certificate);
        put("ec.encrypted.pem", key);
        assertTrue(loadFault().contains("openssl pkey -in " + key));
    }

    @Test
    public void filesThatHoldSomethingElseAreRefused() throws Exception {
        put("rsa.crt.pem", key);
        assertTrue(loadFault().contains("Expected a private key in PEM in " + key));
        Files.writeString(certificate, "");
        assertTrue(loadFault().contains("Expected a certificate in PEM in " + certificate));
    }

    @Test
    public void webSocketsWorkOverTls() throws Exception {
        try (Door door = new Door(settings(), () -> null)) {
            door.open();
            RecordingEndpoint endpoint = new RecordingEndpoint();
            FakeReference reference = new FakeReference(EndpointSettings.at("/safe"), 0);
            door.mounts().add(reference, () -> endpoint);
            try (RawClient client = new RawClient(connect(door)).open("/safe")) {
                assertTrue(endpoint.nextOpened().handshake().secure());
                String text = "secret".repeat(50_000);
                client.sendText(text);
                assertEquals(text, client.readText());
                client.sendClose(1000, "");
                assertEquals(1000, client.readCloseCode());
            }
            assertTrue(door.listening().get(0).startsWith("https://127.0.0.1:"));
        }
    }

    @Test
    public void ownPortsHaveTheSameTlsAndLeaveItToTheOthersWhenTheyEnd() throws Exception {
        int own;
        try (ServerSocket free = OwnPortTest.occupy(0)) {
            own = free.getLocalPort();
        }
        try (Door door = new Door(settings(), () -> null)) {
            RecordingEndpoint endpoint = new RecordingEndpoint();
            FakeReference reference = new FakeReference(OwnPortTest.at("/safe", own), 0);
            door.mounts().add(reference, () -> endpoint);
            door.open();
            Awaitility.await().until(() -> door.listening().contains("https://127.0.0.1:" + own));
            try (RawClient client = new RawClient(connect(own)).open("/safe")) {
                client.sendText("secret");
                assertEquals("secret", client.readText());
                door.mounts().remove(reference);
                assertEquals(1001, client.readCloseCode());
            }
            Awaitility.await().until(() -> OwnPortTest.acceptors(own).isEmpty());
            assertEquals(resource("rsa.crt.pem"), serverCertificate(door));
            door.mounts().add(reference, () -> endpoint);
            Awaitility.await().until(() -> door.listening().size() == 2);
            new RawClient(connect(own)).open("/safe").close();
        }
    }

    @Test
    public void changedFilesAreUsedAndBrokenOnesChangeNothing() throws Exception {
        try (Door door = new Door(settings(), () -> null)) {
            door.open();
            assertEquals(resource("rsa.crt.pem"), serverCertificate(door));
            Files.writeString(key, "not a key");
            put("ec.crt.pem", certificate);
            assertEquals(resource("rsa.crt.pem"), serverCertificate(door));
            put("ec.sec1.pem", key);
            Awaitility.await()
                    .atMost(10, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertEquals(resource("ec.crt.pem"), serverCertificate(door)));
            assertNotEquals(resource("rsa.crt.pem"), serverCertificate(door));
        }
    }

    @Test
    public void doorDoesNotOpenWithUnusableFiles() throws Exception {
        Files.delete(key);
        assertThrows(IllegalArgumentException.class, () -> new Door(settings(), () -> null).close());
    }

    private DoorSettings settings() {
        return new DoorSettings("127.0.0.1", 0, 50, new PemFiles(certificate, key), 0, 30_000, 30_000);
    }

    private String loadFault() {
        Exception fault = assertThrows(GeneralSecurityException.class, () -> new PemFiles(certificate, key).load());
        return String.valueOf(fault.getMessage());
    }

    private static X509Certificate serverCertificate(Door door) throws Exception {
        try (SSLSocket socket = connect(door)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static SSLSocket connect(Door door) throws Exception {
        String address = door.listening().get(0);
        return connect(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
    }

    private static SSLSocket connect(int port) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustEverybody()}, null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        socket.startHandshake();
        return socket;
    }

    private static X509Certificate resource(String name) throws Exception {
        try (InputStream input = open(name)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(input);
        }
    }

    private static void put(String resource, Path file) throws IOException {
        try (InputStream input = open(resource)) {
            Files.write(file, input.readAllBytes());
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream input = TlsTest.class.getResourceAsStream("/pem/" + resource);
        if (input == null) {
            throw new IOException("No test resource /pem/" + resource);
        }
        return input;
    }

    private static final class TrustEverybody implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
