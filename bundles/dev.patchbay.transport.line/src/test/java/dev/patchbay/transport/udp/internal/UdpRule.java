package dev.patchbay.transport.udp.internal;

import dev.patchbay.udp.UdpRequest;
import dev.patchbay.udp.UdpServer;
import dev.patchbay.udp.UdpSettings;
import dev.patchbay.udp.spi.UdpRequestHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.rules.ExternalResource;

/** A transport of its own and somebody who asks; ends everything after the test. */
final class UdpRule extends ExternalResource {

    static final UdpSettings ANY_PORT = UdpSettings.at("127.0.0.1", 0);

    final UdpServers servers;
    final UdpTransportComponent transport;
    UdpPeer peer;

    UdpRule() {
        this(LocalAddresses.OF_INTERFACES);
    }

    UdpRule(LocalAddresses addresses) {
        servers = new UdpServers(addresses, 20);
        transport = new UdpTransportComponent(servers);
    }

    @Override
    protected void before() throws IOException {
        peer = new UdpPeer();
    }

    @Override
    protected void after() {
        peer.close();
        transport.deactivate();
        servers.close();
    }

    /** One that runs. */
    UdpServer start(UdpSettings settings, UdpRequestHandler handler) throws IOException {
        UdpServer server = transport.server(settings, handler);
        server.start();
        return server;
    }

    static void echo(UdpRequest request) {
        answer(request, text(request));
    }

    static String text(UdpRequest request) {
        return StandardCharsets.UTF_8.decode(request.data()).toString();
    }

    static void answer(UdpRequest request, String text) {
        try {
            request.answer(StandardCharsets.UTF_8.encode(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The living threads that receive at an address. */
    static List<Thread> threads(InetSocketAddress address) {
        String name = "patchbay-udp" + address + "-";
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(name))
                .toList();
    }
}
