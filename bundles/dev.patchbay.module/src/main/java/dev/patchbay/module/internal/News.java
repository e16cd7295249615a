package dev.patchbay.module.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events about one module, and about the order of all. */
record News(Announcer announcer, Identity identity) {

    void added() {
        announcer.announce(Announcer.ADDED, properties());
    }

    void playing() {
        announcer.announce(Announcer.PLAYING, properties());
    }

    void suspended() {
        announcer.announce(Announcer.SUSPENDED, properties());
    }

    void removed(String reason) {
        Map<String, @Nullable Object> properties = properties();
        properties.put("reason", reason);
        announcer.announce(Announcer.REMOVED, properties);
    }

    void parameters(Map<String, @Nullable Object> set, List<String> unset) {
        Map<String, @Nullable Object> properties = properties();
        properties.put("set", set);
        properties.put("unset", unset);
        announcer.announce(Announcer.PARAMETERS, properties);
    }

    static void moved(Announcer announcer, String in, List<String> uids) {
        announcer.announce(Announcer.MOVED, Map.of("in", in, "uids", uids));
    }

    private Map<String, @Nullable Object> properties() {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put("in", identity.in());
        properties.put("uid", identity.uid());
        properties.put("type", identity.type());
        return properties;
    }
}
