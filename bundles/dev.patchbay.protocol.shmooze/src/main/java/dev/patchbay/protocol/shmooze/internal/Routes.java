package dev.patchbay.protocol.shmooze.internal;

import java.util.function.Predicate;

/** What each path means (§4): endpoints first, then files, then the page at the root. Immutable. */
final class Routes {

    private static final Route NOTHING = new Route(Kind.NOTHING, "");

    /** What there is at a path. */
    enum Kind {
        /** A service named in the settings. */
        SERVICE,
        /** The public settings. */
        SETTINGS,
        /** A file, if it is there. */
        FILE,
        /** The page at the root. */
        INDEX,
        /** Nothing. */
        NOTHING
    }

    /** @param name of the service or file; otherwise empty */
    record Route(Kind kind, String name) {}

    private final String prefix;
    private final String staticPrefix;
    private final Predicate<String> isService;

    /** @param isService whether the settings name a service */
    Routes(String prefix, String staticPrefix, Predicate<String> isService) {
        this.prefix = prefix;
        this.staticPrefix = staticPrefix;
        this.isService = isService;
    }

    /** @param path decoded, begins with a slash */
    Route of(String path) {
        String name = nameIn(path);
        if (name.equals("settings.json")) {
            return new Route(Kind.SETTINGS, "");
        }
        if (!name.isEmpty() && isService.test(name)) {
            return new Route(Kind.SERVICE, name);
        }
        if (path.startsWith(staticPrefix) && path.length() > staticPrefix.length()) {
            return new Route(Kind.FILE, path.substring(staticPrefix.length()));
        }
        return path.equals("/") ? new Route(Kind.INDEX, "") : NOTHING;
    }

    /** The first segment behind the prefix, which would be an endpoint's name; empty when there is none. */
    String nameIn(String path) {
        if (!path.startsWith(prefix)) {
            return "";
        }
        int end = path.indexOf('/', prefix.length());
        return path.substring(prefix.length(), end < 0 ? path.length() : end);
    }
}
