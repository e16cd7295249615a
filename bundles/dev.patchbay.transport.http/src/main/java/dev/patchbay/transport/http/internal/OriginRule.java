package dev.patchbay.transport.http.internal;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may connect. A browser says in {@code Origin} where its page came from; a request without that
 * header is not from a browser and always may.
 *
 * @param allowed {@code *}, {@code same} or full origins
 */
record OriginRule(List<String> allowed) {

    /**
     * @param origin null when the header is missing
     * @param host the {@code Host} header; null when missing
     */
    boolean allows(@Nullable String origin, @Nullable String host) {
        return origin == null
                || allowed.stream().anyMatch(rule -> switch (rule) {
                    case "*" -> true;
                    case "same" -> isSame(origin, host);
                    default -> rule.equalsIgnoreCase(origin);
                });
    }

    /** Compares host and port only: behind a proxy that ends TLS the schemes differ. */
    private static boolean isSame(String origin, @Nullable String host) {
        try {
            URI uri = URI.create(origin);
            String scheme = uri.getScheme();
            return host != null
                    && scheme != null
                    && uri.getRawAuthority() != null
                    && withPort(uri.getRawAuthority(), scheme).equals(withPort(host, scheme));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String withPort(String authority, String scheme) {
        String lower = authority.toLowerCase(Locale.ROOT);
        boolean hasPort = lower.lastIndexOf(':') > lower.lastIndexOf(']');
        return hasPort ? lower : lower + (scheme.equals("https") || scheme.equals("wss") ? ":443" : ":80");
    }
}
