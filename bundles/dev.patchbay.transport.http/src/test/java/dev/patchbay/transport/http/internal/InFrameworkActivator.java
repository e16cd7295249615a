package dev.patchbay.transport.http.internal;

import dev.patchbay.endpoint.EndpointSettings;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.server.NetworkConnector;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ManagedServiceFactory;

/** Does by hand what Declarative Services does otherwise, and brings a servlet and an endpoint. */
@SuppressWarnings("JdkObsolete")
public final class InFrameworkActivator implements BundleActivator {

    private @Nullable Whiteboard whiteboard;
    private @Nullable Door door;
    private @Nullable ServiceRegistration<Servlet> servlet;

    @Override
    public void start(BundleContext context) throws Exception {
        ServiceReference<ManagedServiceFactory> factory = context.getServiceReferences(
                        ManagedServiceFactory.class, "(service.pid=org.apache.felix.http)")
                .iterator()
                .next();
        Whiteboard board = new Whiteboard(context, context.getService(factory));
        Door opened = new Door(new DoorSettings("127.0.0.1", 0, 50, null, 0, 30_000, 30_000), () -> board);
        opened.open();
        opened.mounts().add(new FakeReference(EndpointSettings.at("/echo"), 0), RecordingEndpoint::new);
        whiteboard = board;
        door = opened;
        register(context, "listening", opened::listening);
        register(context, "felixPorts", () -> ports(board));
        register(context, "toggle", () -> toggle(context));
        toggle(context);
    }

    @Override
    public void stop(BundleContext context) {
        if (door != null) {
            door.close();
        }
        if (whiteboard != null) {
            whiteboard.stop();
        }
    }

    private List<String> toggle(BundleContext context) {
        if (servlet == null) {
            servlet = context.registerService(
                    Servlet.class,
                    new Hello(),
                    new Hashtable<>(Map.of(
                            "osgi.http.whiteboard.servlet.pattern",
                            "/hello",
                            "osgi.http.whiteboard.servlet.asyncSupported",
                            true)));
        } else {
            servlet.unregister();
            servlet = null;
        }
        return List.of();
    }

    private static void register(BundleContext context, String name, Supplier<List<String>> supplier) {
        context.registerService(Supplier.class, supplier, new Hashtable<>(Map.of("name", name)));
    }

    /** What Felix's own server listens on. */
    private static List<String> ports(Whiteboard board) {
        return Stream.of(board.server().getConnectors())
                .filter(connector -> connector instanceof NetworkConnector network && network.isOpen())
                .map(Object::toString)
                .toList();
    }

    /** Answers a GET at once and a POST, with its own body, from another thread. */
    private static final class Hello extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("hello from a servlet");
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) {
            AsyncContext later = request.startAsync();
            later.start(() -> {
                try {
                    request.getInputStream().transferTo(response.getOutputStream());
                    later.complete();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
