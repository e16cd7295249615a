package dev.patchbay.session.internal;

import dev.patchbay.endpoint.Handshake;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The cookies a client sent with its upgrade request (RFC 6265 §4.2). */
final class Cookies {

    private Cookies() {}

    /** The value of the first cookie of that name; empty when there is none or it is empty. */
    static Optional<String> find(Handshake handshake, String name) {
        return handshake.headers().getOrDefault("cookie", List.of()).stream()
                .flatMap(header -> Arrays.stream(header.split(";", -1)))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> unquoted(cookie.substring(name.length() + 1).strip()))
                .findFirst()
                .filter(value -> !value.isEmpty());
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
