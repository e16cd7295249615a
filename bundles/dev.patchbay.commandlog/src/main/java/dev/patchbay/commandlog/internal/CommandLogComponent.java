package dev.patchbay.commandlog.internal;

import dev.patchbay.module.spi.CommandLog;
import dev.patchbay.node.Diagnosis.Finding;
import dev.patchbay.node.spi.FindingSource;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command log as a service, as long as the settings name a file; nobody makes entries for one that is not kept.
 * Opens nothing before the first entry.
 */
@Header(name = "Patchbay-Original-Settings", value = "log_database_path=commandLog/databasePath")
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"dev.patchbay.module.spi.CommandLog\"",
        uses = CommandLog.class)
@Component(
        service = FindingSource.class,
        configurationPid = CommandLogComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = CommandLogSettings.class)
public final class CommandLogComponent implements FindingSource {

    static final String PID = "dev.patchbay.commandLog";

    private static final Logger LOG = LoggerFactory.getLogger(CommandLogComponent.class);

    /** How shmooze says that nothing is kept. */
    private static final String IN_MEMORY = ":memory:";

    private final @Nullable CommandLogWriter writer;
    private final @Nullable ServiceRegistration<CommandLog> registration;

    @Activate
    public CommandLogComponent(BundleContext context, CommandLogSettings settings) {
        writer = isKept(settings) ? writer(context, settings.databasePath()) : null;
        registration = writer == null ? null : context.registerService(CommandLog.class, writer, null);
    }

    private static boolean isKept(CommandLogSettings settings) {
        String path = settings.databasePath();
        return settings.enabled() && !path.isBlank() && !path.equals(IN_MEMORY);
    }

    private static CommandLogWriter writer(BundleContext context, String path) {
        String home = context.getProperty("patchbay.home");
        Path file = Path.of(home == null ? "." : home)
                .resolve(path)
                .toAbsolutePath()
                .normalize();
        File unpacked = context.getDataFile("native");
        LOG.info("Commands are recorded in {}", file);
        LogFile store = new LogFile(file, new NativeLibrary(unpacked == null ? null : unpacked.toPath()));
        return new CommandLogWriter(file, store, Limits.DEFAULT);
    }

    /** Entries that wait are written first, within seconds. */
    @Deactivate
    void deactivate() {
        if (registration != null) {
            registration.unregister();
        }
        if (writer != null) {
            writer.close();
        }
    }

    @Override
    public List<Finding> findings() {
        return writer == null ? List.of() : writer.findings();
    }
}
