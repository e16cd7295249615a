package dev.patchbay.transport.http.internal;

import java.util.Hashtable;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of a Felix server that opens no port.
 *
 * <p>Felix starts no server at all when both HTTP and HTTPS are disabled, and opens a port when one is enabled. It
 * asks whether HTTP is enabled once before it makes the server and once more before it opens the port, so the first
 * answer is yes and every later one is no.
 */
@SuppressWarnings("JdkObsolete") // the factory takes a Dictionary, and this is the one there is
final class PortlessSettings extends Hashtable<String, Object> {

    private static final long serialVersionUID = 1;
    private static final String HTTP = "org.apache.felix.http.enable";
    private static final String HTTPS = "org.apache.felix.https.enable";

    /** Only asynchronous servlets use these threads; requests run on those of the front door. */
    private static final String THREADS = "org.apache.felix.http.jetty.threadpool.max";

    private boolean asked;

    PortlessSettings() {
        put(HTTPS, false);
        put(THREADS, 4);
    }

    @Override
    public synchronized @Nullable Object get(Object key) {
        if (!HTTP.equals(key)) {
            return super.get(key);
        }
        boolean first = !asked;
        asked = true;
        return first;
    }
}
