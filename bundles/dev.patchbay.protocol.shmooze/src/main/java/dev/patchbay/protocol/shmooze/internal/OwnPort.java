package dev.patchbay.protocol.shmooze.internal;

import jakarta.servlet.Servlet;
import java.util.Hashtable;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.context.ServletContextHelper;

/**
 * The gateway at the root of the port that the settings call {@code wsgi}, unless that is the node's own. Settings change
 * without a restart, so that the port stays open while it stays the same.
 */
@Component(
        service = OwnPort.class,
        immediate = true,
        configurationPid = {"dev.patchbay.http", Shmooze.PID})
public final class OwnPort {

    /** Name of the context; whoever offers a page something to load selects it besides the default one. */
    static final String NAME = "dev.patchbay.shmooze";

    /** Where it is on the node's port. No service has that name. */
    private static final String PATH = "/" + Ports.GATEWAY;

    /** What this reads of sections {@code http} and {@code shmooze}. */
    @interface Config {

        /** The node's own. */
        int port() default 5000;

        /** As JSON text. */
        String ports() default "";
    }

    private final BundleContext context;
    private final Shmooze shmooze;
    private int port;
    private @Nullable ServiceRegistration<ServletContextHelper> site;
    private @Nullable ServiceRegistration<Servlet> servlet;

    @Activate
    public OwnPort(BundleContext context, @Reference Shmooze shmooze, Config config) {
        this.context = context;
        this.shmooze = shmooze;
        apply(config);
    }

    @Modified
    void modified(Config config) {
        apply(config);
    }

    private synchronized void apply(Config config) {
        int wanted = Ports.of(config.ports()).gateway();
        int next = wanted == config.port() ? 0 : wanted;
        if (next != port) {
            close();
            port = next;
            open();
        }
    }

    private void open() {
        if (port > 0) {
            site = context.registerService(ServletContextHelper.class, new Root(context.getBundle()), placed());
            Hashtable<String, Object> properties = GatewayServlet.properties();
            properties.put("osgi.http.whiteboard.context.select", "(osgi.http.whiteboard.context.name=" + NAME + ")");
            servlet = context.registerService(Servlet.class, new GatewayServlet(shmooze.gateway()), properties);
        }
    }

    @SuppressWarnings("JdkObsolete") // the framework takes a Dictionary
    private Hashtable<String, Object> placed() {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("osgi.http.whiteboard.context.name", NAME);
        properties.put("osgi.http.whiteboard.context.path", PATH);
        properties.put("patchbay.http.ownPort", port);
        return properties;
    }

    @Deactivate
    synchronized void close() {
        if (servlet != null) {
            servlet.unregister();
            servlet = null;
        }
        if (site != null) {
            site.unregister();
            site = null;
        }
        port = 0;
    }

    private static final class Root extends ServletContextHelper {

        Root(Bundle bundle) {
            super(bundle);
        }
    }
}
