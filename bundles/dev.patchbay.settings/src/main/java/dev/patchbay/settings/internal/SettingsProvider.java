package dev.patchbay.settings.internal;

import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Description;
import dev.patchbay.session.RequiresRole;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The settings, callable: what everybody may see, what holds, what could be set. */
@ProviderName("settings")
@Component
public final class SettingsProvider implements Provider {

    private final SettingsFile file;
    private final Configurations configurations;
    private final MetatypeReader metatypes;

    @Activate
    public SettingsProvider(
            @Reference SettingsFile file, @Reference ConfigurationAdmin admin, @Reference MetatypeReader metatypes) {
        this.file = file;
        this.configurations = new Configurations(admin);
        this.metatypes = metatypes;
    }

    /** Each public key in the order listed; null for one that is not set. */
    @RpcMethod
    @Description("The values of the top-level keys that the settings file lists as public.")
    public Map<String, @Nullable Object> get() {
        return file.current().publicValues();
    }

    /** What holds now, by section and key: defaults, and over them what is set by whomever. */
    @RpcMethod
    @RequiresRole("admin")
    @Description("The settings that hold, defaults included, by section and key; passwords and the like are masked.")
    public Map<String, Map<String, Object>> sections() throws IOException {
        return EffectiveSettings.of(metatypes.read(), configurations.all());
    }

    /** The schema of the whole file. */
    @RpcMethod
    @Description("The JSON Schema (draft 2020-12) of the settings file.")
    public Map<String, Object> schema() {
        return SettingsSchema.of(metatypes.read());
    }
}
