package dev.patchbay.benchmarks.server;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/**
 * Felix with Declarative Services, Configuration Admin and Event Admin and nothing else; accepts connections, and says
 * nothing on them, once all of it is active.
 *
 * <p>Arguments: the port to listen on, at 127.0.0.1, and the folder of the framework's cache, which is kept.
 */
public final class BareFramework {

    private static final List<String> BUNDLES = List.of(
            "org.osgi.util.function",
            "org.osgi.util.promise",
            "org.osgi.service.component",
            "org.apache.felix.configadmin",
            "org.apache.felix.scr",
            "org.apache.felix.eventadmin");

    private BareFramework() {}

    /** Serves until the process is ended. */
    public static void main(String[] args) throws Exception {
        start(Path.of(args[1]));
        listen(Integer.parseInt(args[0]));
    }

    private static void listen(int port) throws Exception {
        try (ServerSocket server = new ServerSocket(port, 0, InetAddress.getLoopbackAddress())) {
            while (true) {
                server.accept().close();
            }
        }
    }

    private static void start(Path cache) throws BundleException {
        Framework framework =
                new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE, cache.toString()));
        framework.init();
        install(framework.getBundleContext());
        framework.start();
    }

    /** Those that are in the cache already are only started. */
    private static void install(BundleContext context) throws BundleException {
        List<Bundle> bundles = new ArrayList<>();
        for (String artifact : BUNDLES) {
            bundles.add(context.installBundle(Jars.find(artifact).toUri().toString()));
        }
        for (Bundle bundle : bundles) {
            bundle.start();
        }
    }
}
