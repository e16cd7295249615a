package dev.patchbay.protocol.shmooze.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * The settings as the parts of this bundle want them. Immutable.
 *
 * @param isPublicAllowed whether the host may be one that is not loopback
 * @param prefix stands before the name of each service
 * @param staticPrefix stands before the path of each file; ends with a slash
 * @param staticPath folder of files; empty for that of this bundle
 * @param faults a sentence for each thing that is wrong
 */
record ShmoozeSettings(
        Ports ports,
        String host,
        boolean isPublicAllowed,
        String prefix,
        String staticPrefix,
        String staticPath,
        long answerInMs,
        int maxLineBytes,
        int maxConnections,
        int keptConnections,
        boolean providers,
        List<String> faults) {

    static ShmoozeSettings of(ShmoozeConfig config) {
        Ports ports = Ports.of(config.ports());
        List<String> faults = new ArrayList<>(ports.faults());
        checkPrefix("wsgi_prefix", config.wsgi__prefix(), faults);
        checkPrefix("static_prefix", config.static__prefix(), faults);
        return new ShmoozeSettings(
                ports,
                config.host(),
                config.allowPublicWithoutAuthentication(),
                config.wsgi__prefix(),
                withSlash(config.static__prefix()),
                config.static__path(),
                config.answerInMs(),
                config.maxLineBytes(),
                config.maxConnections(),
                config.keptConnections(),
                config.providers(),
                faults);
    }

    private static void checkPrefix(String key, String prefix, List<String> faults) {
        if (!prefix.startsWith("/") || !prefix.endsWith("/")) {
            faults.add("In section 'shmooze', expected '" + key + "' to begin and end with a slash, got '" + prefix
                    + "'; it is taken as it is");
        }
    }

    private static String withSlash(String prefix) {
        return prefix.endsWith("/") ? prefix : prefix + "/";
    }
}
