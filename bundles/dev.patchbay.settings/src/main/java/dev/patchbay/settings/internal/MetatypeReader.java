package dev.patchbay.settings.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what the installed bundles, started or not, declare that can be set. Thread-safe. */
@Component(service = MetatypeReader.class)
public final class MetatypeReader {

    private static final Logger LOG = LoggerFactory.getLogger(MetatypeReader.class);

    /** One language for everybody, so that what is generated from it is the same everywhere. */
    private static final String LOCALE = "en";

    private final BundleContext context;
    private final MetaTypeService metatypes;

    @Activate
    public MetatypeReader(BundleContext context, @Reference MetaTypeService metatypes) {
        this.context = context;
        this.metatypes = metatypes;
    }

    /** Whether a bundle brings declarations as documents, or original names. */
    static boolean hasDeclarations(Bundle bundle) {
        return bundle.getEntryPaths(MetaTypeService.METATYPE_DOCUMENTS_LOCATION) != null
                || bundle.getHeaders("").get(OriginalName.HEADER) != null;
    }

    /** Looks at every bundle; takes some milliseconds. */
    SectionTypes read() {
        List<SectionType> types = new ArrayList<>();
        List<OriginalName> originals = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            types.addAll(read(bundle));
            originals.addAll(OriginalName.declaredBy(bundle));
        }
        return new SectionTypes(types, OriginalNames.of(originals));
    }

    private List<SectionType> read(Bundle bundle) {
        try {
            MetaTypeInformation information = metatypes.getMetaTypeInformation(bundle);
            return information == null ? List.of() : read(information);
        } catch (RuntimeException e) { // one bundle's mistake is not to take the settings from all others
            LOG.warn("{}: expected readable metatype documents, got {}; its settings are not checked", bundle, e, e);
            return List.of();
        }
    }

    private static List<SectionType> read(MetaTypeInformation information) {
        BoundsReader bounds = new BoundsReader(information.getBundle());
        List<SectionType> types = new ArrayList<>();
        for (String pid : information.getPids()) {
            types.add(type(pid, false, information.getObjectClassDefinition(pid, LOCALE), bounds));
        }
        for (String pid : information.getFactoryPids()) {
            types.add(type(pid, true, information.getObjectClassDefinition(pid, LOCALE), bounds));
        }
        return types;
    }

    private static SectionType type(
            String pid, boolean isFactory, ObjectClassDefinition definition, BoundsReader bounds) {
        AttributeDefinition[] attributes = definition.getAttributeDefinitions(ObjectClassDefinition.ALL);
        List<Attribute> read = Arrays.stream(attributes == null ? new AttributeDefinition[0] : attributes)
                .map(attribute -> attribute(attribute, bounds.of(definition.getID(), attribute.getID())))
                .sorted(Comparator.comparing(Attribute::key))
                .toList();
        return new SectionType(
                pid, isFactory, orEmpty(definition.getName()), orEmpty(definition.getDescription()), read);
    }

    private static Attribute attribute(AttributeDefinition definition, Bounds bounds) {
        return new Attribute(
                definition.getID(),
                orEmpty(definition.getName()),
                orEmpty(definition.getDescription()),
                AttributeType.of(definition.getType()),
                definition.getCardinality() != 0,
                listOf(definition.getOptionValues()),
                listOf(definition.getDefaultValue()),
                bounds);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static List<String> listOf(String @Nullable [] texts) {
        return texts == null ? List.of() : List.of(texts);
    }
}
