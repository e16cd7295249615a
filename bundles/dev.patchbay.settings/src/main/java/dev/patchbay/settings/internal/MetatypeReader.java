package dev.patchbay.settings.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what the installed bundles, started or not, declare that can be set. Thread-safe. */
@Component(service = MetatypeReader.class)
public final class MetatypeReader {

    private static final Logger LOG = LoggerFactory.getLogger(MetatypeReader.class);

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

    /** Looks at every bundle; what a bundle declares is read when it is asked for. Takes some milliseconds. */
    SectionTypes read() {
        Map<String, Supplier<Optional<SectionType>>> types = new LinkedHashMap<>();
        List<OriginalName> originals = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            information(bundle).map(SectionTypeReader::new).ifPresent(reader -> collect(reader, types));
            originals.addAll(OriginalName.declaredBy(bundle));
        }
        return new SectionTypes(types, OriginalNames.of(originals));
    }

    /** Of several bundles that declare one PID, the first whose declaration can be read counts. */
    private static void collect(SectionTypeReader reader, Map<String, Supplier<Optional<SectionType>>> types) {
        reader.pids()
                .forEach(pid -> types.merge(
                        pid,
                        () -> reader.read(pid),
                        (first, next) -> () -> first.get().or(next)));
    }

    private Optional<MetaTypeInformation> information(Bundle bundle) {
        try {
            return Optional.ofNullable(metatypes.getMetaTypeInformation(bundle));
        } catch (RuntimeException e) { // one bundle's mistake is not to take the settings from all others
            LOG.warn("{}: expected readable metatype documents, got {}; its settings are not checked", bundle, e, e);
            return Optional.empty();
        }
    }
}
