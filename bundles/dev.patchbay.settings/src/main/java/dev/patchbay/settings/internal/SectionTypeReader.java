package dev.patchbay.settings.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the sections that one bundle declares, each when it is asked for. Not thread-safe. */
final class SectionTypeReader {

    private static final Logger LOG = LoggerFactory.getLogger(SectionTypeReader.class);

    /** One language for everybody, so that what is generated from it is the same everywhere. */
    private static final String LOCALE = "en";

    private final MetaTypeInformation information;
    private final Set<String> factoryPids;
    private final BoundsReader bounds;

    SectionTypeReader(MetaTypeInformation information) {
        this.information = information;
        this.factoryPids = Set.copyOf(Arrays.asList(information.getFactoryPids()));
        this.bounds = new BoundsReader(information.getBundle());
    }

    /** The PIDs and factory PIDs that the bundle declares. */
    Stream<String> pids() {
        return Stream.concat(Arrays.stream(information.getPids()), factoryPids.stream());
    }

    /** What a section of one of these PIDs may hold; empty, with a warning, when that cannot be read. */
    Optional<SectionType> read(String pid) {
        try {
            return Optional.of(type(pid, information.getObjectClassDefinition(pid, LOCALE)));
        } catch (RuntimeException e) { // one bundle's mistake is not to take the settings from all others
            LOG.warn(
                    "{}: expected a readable metatype for {}, got {}; its settings are not checked",
                    information.getBundle(),
                    pid,
                    e,
                    e);
            return Optional.empty();
        }
    }

    private SectionType type(String pid, ObjectClassDefinition definition) {
        AttributeDefinition[] attributes = definition.getAttributeDefinitions(ObjectClassDefinition.ALL);
        List<Attribute> read = Arrays.stream(attributes == null ? new AttributeDefinition[0] : attributes)
                .map(attribute -> attribute(attribute, bounds.of(definition.getID(), attribute.getID())))
                .sorted(Comparator.comparing(Attribute::key))
                .toList();
        return new SectionType(
                pid,
                factoryPids.contains(pid),
                orEmpty(definition.getName()),
                orEmpty(definition.getDescription()),
                read);
    }

    private static Attribute attribute(AttributeDefinition definition, Bounds bounds) {
        return new Attribute(
                definition.getID(),
                orEmpty(definition.getName()),
                orEmpty(definition.getDescription()),
                AttributeType.of(definition.getType()),
                definition.getCardinality() != 0,
                listOf(definition.getOptionValues()),
                defaults(definition),
                bounds);
    }

    /** The text of a list without elements is empty, and is read as a list of one empty element. */
    private static List<String> defaults(AttributeDefinition definition) {
        List<String> defaults = listOf(definition.getDefaultValue());
        return definition.getCardinality() != 0 && defaults.equals(List.of("")) ? List.of() : defaults;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static List<String> listOf(String @Nullable [] texts) {
        return texts == null ? List.of() : List.of(texts);
    }
}
