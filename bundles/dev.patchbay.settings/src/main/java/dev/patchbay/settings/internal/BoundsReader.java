package dev.patchbay.settings.internal;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URL;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.metatype.AD;
import org.apache.felix.metatype.MetaDataReader;
import org.apache.felix.metatype.OCD;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.service.metatype.MetaTypeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads minimum and maximum out of a bundle's metatype documents, since the metatype service does not tell them. Not
 * thread-safe.
 *
 * <p>It takes the reader the service itself uses: the JDK's would add 70 ms to each start for being loaded.
 */
final class BoundsReader {

    private static final Logger LOG = LoggerFactory.getLogger(BoundsReader.class);

    private final Bundle bundle;

    /** By the ids of the object class and of the attribute in it; null as long as nobody asked. */
    private @Nullable Map<List<String>, Bounds> bounds;

    BoundsReader(Bundle bundle) {
        this.bundle = bundle;
    }

    /** Reads the documents when it is asked first. */
    Bounds of(String objectClass, String attribute) {
        Map<List<String>, Bounds> known = bounds == null ? read() : bounds;
        bounds = known;
        return known.getOrDefault(List.of(objectClass, attribute), Bounds.NONE);
    }

    private Map<List<String>, Bounds> read() {
        Map<List<String>, Bounds> read = new HashMap<>();
        documents().forEach(document -> read(document, read));
        return read;
    }

    private List<URL> documents() {
        Enumeration<URL> documents = bundle.findEntries(MetaTypeService.METATYPE_DOCUMENTS_LOCATION, "*.xml", false);
        return documents == null ? List.of() : Collections.list(documents);
    }

    private static void read(URL document, Map<List<String>, Bounds> bounds) {
        try {
            objectClasses(document).forEach(objectClass -> read(objectClass, bounds));
        } catch (IOException | NumberFormatException e) {
            LOG.warn("{}: expected a metatype document, got {}; its minima and maxima do not hold", document, e, e);
        }
    }

    @SuppressWarnings("unchecked") // the reader's interface is older than generics
    private static Collection<OCD> objectClasses(URL document) throws IOException {
        Map<String, OCD> definitions = new MetaDataReader().parse(document).getObjectClassDefinitions();
        return definitions == null ? List.of() : definitions.values();
    }

    @SuppressWarnings("unchecked")
    private static void read(OCD objectClass, Map<List<String>, Bounds> bounds) {
        Map<String, AD> attributes = objectClass.getAttributeDefinitions();
        if (attributes != null) {
            attributes.forEach((id, attribute) -> bounds.put(
                    List.of(objectClass.getID(), id),
                    new Bounds(number(attribute.getMin()), number(attribute.getMax()))));
        }
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        return text == null || text.isBlank() ? null : new BigDecimal(text.trim());
    }
}
