package dev.patchbay.module.spi;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** What a module can say of itself. Thread-safe; returns at once; after the module has left nothing happens. */
@ProviderType
public interface ModuleContext {

    /** The module's uid. */
    String uid();

    /** Adds parameters, or replaces those of the same names. @param parameters plain Java types */
    void setParameters(Map<String, @Nullable Object> parameters);

    /** Removes parameters; those that are not there are ignored. */
    void unsetParameters(Collection<String> names);

    /** Leaves the queue or pool, as if it had been removed. */
    void leave();
}
