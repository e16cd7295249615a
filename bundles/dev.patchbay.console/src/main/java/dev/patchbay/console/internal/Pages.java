package dev.patchbay.console.internal;

import jakarta.servlet.Servlet;
import java.util.Hashtable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.servlet.context.ServletContextHelper;

/**
 * Puts the pages at the root of a port of their own, as soon as there is a section {@code dispatcher}. Besides, they are
 * found below {@value #PATH} on the node's port.
 */
@Component(
        service = Pages.class,
        immediate = true,
        configurationPid = "dev.patchbay.dispatcher",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class Pages {

    static final String NAME = "dev.patchbay.console";
    static final String PATH = "/console";

    private static final String OWN_PORT = "patchbay.http.ownPort";

    /** What this bundle reads of section {@code dispatcher}; its metatype is the protocol's. */
    @interface Config {

        /** TCP port; 0 for none. */
        int frontend$_$port() default 8180;
    }

    private final ServiceRegistration<ServletContextHelper> pages;
    private final ServiceRegistration<Servlet> frame;

    @Activate
    public Pages(BundleContext context, Config config) {
        Files files = new Files(context.getBundle());
        pages = context.registerService(ServletContextHelper.class, files, placed(config.frontend$_$port()));
        frame = context.registerService(Servlet.class, new PageFrame(), framed());
    }

    @SuppressWarnings("JdkObsolete") // the framework takes a Dictionary
    private static Hashtable<String, Object> placed(int ownPort) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("osgi.http.whiteboard.context.name", NAME);
        properties.put("osgi.http.whiteboard.context.path", PATH);
        if (ownPort > 0) {
            properties.put(OWN_PORT, ownPort);
        }
        return properties;
    }

    @SuppressWarnings("JdkObsolete")
    private static Hashtable<String, Object> framed() {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("osgi.http.whiteboard.servlet.pattern", PageFrame.PATTERNS);
        properties.put("osgi.http.whiteboard.context.select", "(osgi.http.whiteboard.context.name=" + NAME + ")");
        return properties;
    }

    @Deactivate
    void close() {
        frame.unregister();
        pages.unregister();
    }

    /** The files of this bundle. */
    private static final class Files extends ServletContextHelper {

        Files(Bundle bundle) {
            super(bundle);
        }
    }
}
