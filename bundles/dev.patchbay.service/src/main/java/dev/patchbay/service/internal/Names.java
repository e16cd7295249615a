package dev.patchbay.service.internal;

import dev.patchbay.naming.OriginalId;
import dev.patchbay.service.spi.ServiceName;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;

/**
 * What a published service is called.
 *
 * @param name its name; for one that has none, its original id
 * @param originalId null for none
 */
record Names(String name, @Nullable String originalId) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern ID = Pattern.compile("[^/\\s]+/[^/\\s]+");

    /** @throws IllegalArgumentException with a sentence that says what is wrong with them */
    static Names of(ServiceReference<?> reference) {
        String name = checked(reference, ServiceName.PROPERTY, NAME, "letters, digits, '_' and '-' joined by dots");
        String id = checked(reference, OriginalId.PROPERTY, ID, "a path, one slash and a class");
        if (name == null && id == null) {
            throw new IllegalArgumentException("Expected service property " + ServiceName.PROPERTY + " or "
                    + OriginalId.PROPERTY + ", got neither; annotate the component with @ServiceName");
        }
        return new Names(name == null ? String.valueOf(id) : name, id);
    }

    private static @Nullable String checked(
            ServiceReference<?> reference, String property, Pattern pattern, String expected) {
        Object value = reference.getProperty(property);
        if (value != null && !pattern.matcher(value.toString()).matches()) {
            throw new IllegalArgumentException("Expected " + expected + " in " + property + ", got '" + value + "'");
        }
        return value == null ? null : value.toString();
    }
}
