package dev.patchbay.cluster.internal;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the list of members: {@code name=host:port}, or zephserver's {@code {"hostname","address","port"}}. */
final class Members {

    private static final int LAST_PORT = 65_535;

    private Members() {}

    /** @throws IllegalArgumentException naming the first entry that is wrong, and why */
    static List<ClusterNode> of(String @Nullable [] entries) {
        List<ClusterNode> members = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String entry : entries == null ? new String[0] : entries) {
            if (!entry.isBlank()) {
                ClusterNode member = member(entry.strip());
                if (!names.add(member.name())) {
                    throw wrong(entry, "a name no other member has");
                }
                members.add(member);
            }
        }
        return members;
    }

    private static ClusterNode member(String entry) {
        return entry.startsWith("{") ? ofObject(entry) : ofText(entry);
    }

    private static ClusterNode ofText(String entry) {
        int equals = entry.indexOf('=');
        if (equals < 1) {
            throw wrong(entry, "name=host:port");
        }
        return checked(
                entry,
                entry.substring(0, equals).strip(),
                entry.substring(equals + 1).strip());
    }

    private static ClusterNode ofObject(String entry) {
        try {
            if (Json.parse(entry) instanceof Map<?, ?> map
                    && map.get("hostname") instanceof String name
                    && map.get("address") instanceof String host
                    && map.get("port") != null) {
                boolean bare = host.indexOf(':') != host.lastIndexOf(':') && !host.startsWith("[");
                return checked(entry, name, (bare ? "[" + host + "]" : host) + ":" + map.get("port"));
            }
        } catch (JsonException e) {
            throw wrong(entry, "JSON, but " + e.getMessage());
        }
        throw wrong(entry, "an object with hostname, address and port");
    }

    private static ClusterNode checked(String entry, String name, String address) {
        int colon = address.lastIndexOf(':');
        if (name.isEmpty() || colon < 1) {
            throw wrong(entry, "name=host:port");
        }
        if (!isPort(address.substring(colon + 1))) {
            throw wrong(entry, "a port from 1 to " + LAST_PORT);
        }
        return new ClusterNode(name, address);
    }

    private static boolean isPort(String text) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) > 0 && Integer.parseInt(text) <= LAST_PORT;
    }

    private static IllegalArgumentException wrong(String entry, String expected) {
        return new IllegalArgumentException("cluster.members: expected " + expected + ", got " + entry);
    }

    /** Their names, for a sentence. */
    static String names(List<ClusterNode> members) {
        return String.join(", ", members.stream().map(ClusterNode::name).toList());
    }
}
