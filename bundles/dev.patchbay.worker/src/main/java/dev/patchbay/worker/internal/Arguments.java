package dev.patchbay.worker.internal;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.worker.internal.Function.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a call as a module takes them: by position. */
final class Arguments {

    private static final String LOCAL = "127.0.0.1";

    private Arguments() {}

    /**
     * By position what came by position or by name.
     *
     * @param functions of the module, as far as they are known
     * @throws IllegalArgumentException when names came that cannot be put in order
     */
    static List<@Nullable Object> of(@Nullable Object params, String function, List<Function> functions) {
        if (params instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        return params instanceof Map<?, ?> map && !map.isEmpty() ? byName(map, function, functions) : new ArrayList<>();
    }

    private static List<@Nullable Object> byName(Map<?, ?> params, String name, List<Function> functions) {
        Function function = functions.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected parameters by position: those of '" + name + "' are not known by name"));
        Map<Object, @Nullable Object> left = new LinkedHashMap<>(params);
        List<@Nullable Object> args = new ArrayList<>();
        for (Parameter parameter : function.parameters()) {
            if (left.containsKey(parameter.name())) {
                args.add(left.remove(parameter.name()));
            } else if (parameter.isRequired() || !left.isEmpty()) {
                throw new IllegalArgumentException("Expected a parameter '" + parameter.name() + "' of '" + name
                        + "': a module takes them by position, so that none can be left out but the last ones");
            } else {
                break;
            }
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("Expected no parameters of '" + name + "' but "
                    + function.parameters().stream().map(Parameter::name).toList() + ", got " + left.keySet());
        }
        return args;
    }

    /** The address a dispatch method is given. */
    static String client(@Nullable Connection connection) {
        if (connection == null) {
            return LOCAL;
        }
        String address = connection.handshake().remoteAddress();
        int port = address.lastIndexOf(':');
        String host = port < 0 ? address : address.substring(0, port);
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
