package dev.patchbay.protocol.shmooze.internal;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Hashtable;

/** The gateway in one context of the HTTP Whiteboard: whatever no other servlet or resource there has a pattern for. */
@SuppressWarnings("serial") // never serialised
final class GatewayServlet extends HttpServlet {

    private final Gateway gateway;

    GatewayServlet(Gateway gateway) {
        this.gateway = gateway;
    }

    /** Service properties. */
    @SuppressWarnings("JdkObsolete") // the framework takes a Dictionary
    static Hashtable<String, Object> properties() {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("osgi.http.whiteboard.servlet.name", "shmooze");
        properties.put("osgi.http.whiteboard.servlet.pattern", "/");
        properties.put("osgi.http.whiteboard.servlet.asyncSupported", true);
        return properties;
    }

    /** The original answers to every method alike. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        gateway.serve(request, response);
    }
}
