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
 * Reads minimum and maximum out of a bundle's metatype documents, since the metatype service does not tell them.
 *
 * <p>It takes the reader the service itself uses: the JDK's would add 70 ms to each start for being loaded.
 */
final class BoundsReader {

    private static final Logger LOG = LoggerFactory.getLogger(BoundsReader.class);

    /** By the ids of the object class and of the attribute in it. */
    private final Map<List<String>, Bounds> bounds = new HashMap<>();

    BoundsReader(Bundle bundle) {
        Enumeration<URL> documents = bundle.findEntries(MetaTypeService.METATYPE_DOCUMENTS_LOCATION, "*.xml", false);
        if (documents != null) {
            Collections.list(documents).forEach(this::read);
        }
    }

    Bounds of(String objectClass, String attribute) {
        return bounds.getOrDefault(List.of(objectClass, attribute), Bounds.NONE);
    }

    private void read(URL document) {
        try {
            objectClasses(document).forEach(this::read);
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
    private void read(OCD objectClass) {
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
