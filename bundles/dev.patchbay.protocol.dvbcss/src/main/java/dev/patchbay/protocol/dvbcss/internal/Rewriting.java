package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.dvbcss.CiiMessage;
import dev.patchbay.dvbcss.CiiProperty;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the address and port that a client connected to in the place of {@code {{host}}} and {@code {{port}}}.
 *
 * @param properties where; what is no text there is left as it is
 */
record Rewriting(List<CiiProperty<?>> properties) {

    private static final String HOST = "{{host}}";
    private static final String PORT = "{{port}}";

    /**
     * By the names of the properties.
     *
     * @throws IllegalArgumentException when one is not the name of any
     */
    static Rewriting of(String... names) {
        List<CiiProperty<?>> properties = new ArrayList<>();
        for (String name : names) {
            properties.add(CiiText.property(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "Expected 'rewriteHostPort' of section 'dvbcssCii' to name properties of " + CiiText.names()
                                    + ", got '" + name + "'")));
        }
        return new Rewriting(List.copyOf(properties));
    }

    /**
     * The state as it looks from there.
     *
     * @param localAddress as a handshake has it, {@code host:port}, IPv6 in brackets
     * @return the same when there is nothing to rewrite
     */
    CiiMessage apply(CiiMessage state, String localAddress) {
        int colon = localAddress.lastIndexOf(':');
        String host = withoutZone(localAddress.substring(0, colon));
        String port = localAddress.substring(colon + 1);
        CiiMessage rewritten = state;
        for (CiiProperty<?> property : properties) {
            rewritten = rewrite(rewritten, property, host, port);
        }
        return rewritten;
    }

    @SuppressWarnings("unchecked") // a property whose value is a text is a property of texts
    private static CiiMessage rewrite(CiiMessage state, CiiProperty<?> property, String host, String port) {
        if (!state.get(property).isValue() || !(state.get(property).value() instanceof String text)) {
            return state;
        }
        String rewritten = text.replace(HOST, host).replace(PORT, port);
        return rewritten.equals(text) ? state : state.with((CiiProperty<String>) property, rewritten);
    }

    /** The zone of a link-local IPv6 address is this machine's own name for it and means nothing to others. */
    private static String withoutZone(String host) {
        int percent = host.indexOf('%');
        return percent < 0 ? host : host.substring(0, percent) + "]";
    }
}
