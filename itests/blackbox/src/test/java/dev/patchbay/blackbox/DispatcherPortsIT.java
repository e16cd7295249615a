package dev.patchbay.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.Assume;
import org.junit.Test;

/** On which ports the dispatcher and its pages are, and with what (dispatcher, §1.1). */
public class DispatcherPortsIT {

    private static final Path PEM =
            Path.of(System.getProperty("sources"), "bundles/dev.patchbay.transport.http/src/test/resources/pem");
    private static final int LIMIT_IN_MS = 30_000;

    private final int http = FreePorts.next();
    private final int dispatcher = FreePorts.next();
    private final int pages = FreePorts.next();

    @Test
    public void theCommandLineGoesBeforeTheFile() throws Exception {
        int inFile = FreePorts.next();
        String settings = "{\"http\": {\"port\": " + inFile + "}, \"dispatcher\": {\"websocket-port\": " + inFile
                + ", \"frontend-port\": " + inFile + "}}";
        try (NodeProcess node = NodeProcess.launch(
                NodeProcess.newHome(),
                settings,
                http,
                Map.of(),
                "--set",
                "http.port=" + http,
                "--set=dispatcher.websocket-port=" + dispatcher,
                "--set",
                "dispatcher.frontend-port=" + pages)) {
            node.awaitListening();
            SocketFactory plain = SocketFactory.getDefault();
            assertTrue(answer(plain, pages, "/").contains("<title>Patchbay"));
            assertTrue(answer(plain, dispatcher, "/socket").startsWith("HTTP/1.1 426 "));
            assertFalse("the port of the file", OpenPorts.of(node.process()).contains("tcp/" + inFile));
        }
    }

    @Test
    public void whatIsWrongOnTheCommandLineEndsTheStartAndIsSaidToBeThere() throws Exception {
        NodeProcess node = NodeProcess.launch(
                NodeProcess.newHome(), "{}", http, Map.of(), "--set", "dispatcher.frontend-port=many");
        assertTrue(node.process().waitFor(60, TimeUnit.SECONDS));
        assertEquals(1, node.process().exitValue());
        assertTrue(
                node.output(),
                node.output()
                        .contains("--set dispatcher.frontend-port: expected a whole number from 0 to 65535, got the"
                                + " text \"many\"; correct it and start again"));
    }

    @Test
    public void tlsIsForTheWebSocketsAndThePages() throws Exception {
        String settings =
                """
                {"http": {"port": %d},
                 "dispatcher": {"websocket-port": %d, "frontend-port": %d, "tls": true,
                                "tls-certificate": "%s", "tls-keyfile": "%s"}}
                """.formatted(http, dispatcher, pages, PEM.resolve("ec.crt.pem"), PEM.resolve("ec.pkcs8.pem"));
        try (NodeProcess node = NodeProcess.launch(NodeProcess.newHome(), settings, http)) {
            node.awaitListening();
            SocketFactory tls = trusting(PEM.resolve("ec.crt.pem"));
            assertTrue(answer(tls, pages, "/").contains("<title>Patchbay"));
            assertTrue(answer(tls, dispatcher, "/socket").startsWith("HTTP/1.1 426 "));
            for (int port : new int[] {pages, dispatcher}) {
                assertFalse(
                        "without TLS",
                        answer(SocketFactory.getDefault(), port, "/").contains(" 200 "));
            }
        }
    }

    @Test
    public void aNodeOnIpv6IsReachedThereAtBothPorts() throws Exception {
        Assume.assumeTrue("this machine has no ::1", hasIpv6Loopback());
        String settings = """
                {"http": {"port": %d, "host": "::1"}, "dispatcher": {"websocket-port": %d, "frontend-port": 0}}
                """.formatted(http, dispatcher);
        try (NodeProcess node = NodeProcess.launch(NodeProcess.newHome(), settings, http)) {
            node.awaitListening();
            for (int port : new int[] {http, dispatcher}) {
                try (DispatcherClient client = new DispatcherClient("[::1]", port, "/socket")) {
                    String address =
                            client.call("management.get_sender_address", "[]").getAsString();
                    assertTrue(address, address.matches("::1,\\d+"));
                    client.result(client.ask("auth_service", "{\"name\": \"local\"}"));
                    assertTrue(client.call("management.get_connected_clients", "[]")
                            .toString()
                            .contains("\"" + address + "\""));
                }
            }
        }
    }

    private static boolean hasIpv6Loopback() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Everything the server says until it closes the connection. */
    private static String answer(SocketFactory sockets, int port, String path) throws Exception {
        try (Socket socket = sockets.createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(LIMIT_IN_MS);
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException e) {
            return "closed: " + e.getMessage();
        }
    }

    private static SocketFactory trusting(Path certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry(
                    "node", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
