package dev.patchbay.settings.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The name an original system has in its settings for what is a key of another section here: at the top level, or in an
 * object there. A bundle declares such names in its manifest: {@code Patchbay-Original-Settings: LOG_LEVEL=logging/level,
 * dispatcher/plugin-dirs=deploy/folders}.
 *
 * @param name as it stands at the top level, or after the object it stands in and a slash
 * @param section the configuration it belongs to
 * @param key of that section
 */
record OriginalName(String name, SectionName section, String key) {

    /** The manifest header. */
    static final String HEADER = "Patchbay-Original-Settings";

    private static final Logger LOG = LoggerFactory.getLogger(OriginalName.class);

    /** Those a bundle declares, started or not. */
    static List<OriginalName> declaredBy(Bundle bundle) {
        String header = bundle.getHeaders("").get(HEADER);
        List<OriginalName> names = new ArrayList<>();
        for (String clause : header == null || header.isBlank() ? new String[0] : header.split(",", -1)) {
            parse(clause.strip())
                    .ifPresentOrElse(
                            names::add,
                            () -> LOG.warn(
                                    "{}: expected NAME=section/key or object/NAME=section/key in {}, got '{}'",
                                    bundle,
                                    HEADER,
                                    clause));
        }
        return names;
    }

    /** The keys that lead to it. */
    String[] path() {
        return name.split("/", -1);
    }

    /** Whether it stands at the top level. */
    boolean isAtTop() {
        return name.indexOf('/') < 0;
    }

    private static Optional<OriginalName> parse(String clause) {
        int equals = clause.indexOf('=');
        int slash = clause.lastIndexOf('/');
        if (equals < 1 || slash < equals + 2 || slash == clause.length() - 1) {
            return Optional.empty();
        }
        String section = clause.substring(equals + 1, slash).strip();
        return Optional.of(new OriginalName(
                clause.substring(0, equals).strip(),
                SectionName.of(section),
                clause.substring(slash + 1).strip()));
    }
}
