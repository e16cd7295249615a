package dev.patchbay.settings.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationException;
import org.osgi.service.cm.ManagedService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Section {@code logging}: how much is logged, where and how. What differs from the defaults is written to a file of
 * variables that {@code config/logback.xml} uses, and the logging bundle is told to read it at once. The file stays, so
 * that the next start logs that way from its first line on.
 */
@Header(name = OriginalName.HEADER, value = "LOG_LEVEL=logging/level, LOG_PATH=logging/filePath")
@Component(
        service = {},
        immediate = true,
        configurationPid = "dev.patchbay.logging")
@Designate(ocd = LogControl.Config.class)
public final class LogControl {

    /** Settings of section {@code logging}. */
    @ObjectClassDefinition(name = "Logging", description = "How much is logged, where and how; applied at once.")
    public @interface Config {

        /** How much. */
        @AttributeDefinition(
                name = "Level",
                description = "The least that is logged: DEBUG, INFO, WARNING, ERROR or CRITICAL, in any case; CRITICAL"
                        + " logs what ERROR does, and anything else means INFO.")
        String level() default "INFO";

        /** Where. */
        @AttributeDefinition(
                name = "File",
                description = "The log's file, relative to the node's home; empty means log/patchbay.log there.")
        String filePath() default "";

        /** When another file begins. */
        @AttributeDefinition(
                name = "Size of a file",
                description = "From this size on, in bytes, the file is put aside and another begins.",
                min = "1024")
        long maxFileBytes() default 10_485_760;

        /** How many files put aside are kept. */
        @AttributeDefinition(
                name = "Files kept",
                description = "How many files put aside are kept, named like patchbay.1.log, the newest first.",
                min = "1",
                max = "20")
        int maxFiles() default 5;

        /** How a line looks. */
        @AttributeDefinition(
                name = "Format",
                description = "How a line looks: patchbay (time, level, thread, logger, message), or zephserver (time,"
                        + " level and module with a TAB behind each, a colon, a blank, and the message).",
                options = {
                    @Option(label = "Patchbay", value = "patchbay"),
                    @Option(label = "zephserver", value = "zephserver")
                })
        String format() default "patchbay";
    }

    private static final Logger LOG = LoggerFactory.getLogger(LogControl.class);

    /** Where the launcher wants the variables. */
    private static final String FILE_PROPERTY = "patchbay.logging";

    private static final String LOGGING_PID = "(service.pid=org.ops4j.pax.logging)";

    private final BundleContext context;

    /**
     * Called by the component runtime.
     *
     * @param settings only to come after it: it writes the section that is applied here
     */
    @Activate
    public LogControl(BundleContext context, @Reference SettingsFile settings, Config config) {
        this(context, config);
    }

    LogControl(BundleContext context, Config config) {
        this.context = context;
        String file = context.getProperty(FILE_PROPERTY);
        if (file == null) {
            LOG.debug("Logging stays as it is: {} does not say where its variables are", FILE_PROPERTY);
        } else {
            apply(Path.of(file), LogVariables.of(config, home()));
        }
    }

    private Path home() {
        String home = context.getProperty("patchbay.home");
        return Path.of(home == null ? "." : home).toAbsolutePath().normalize();
    }

    private void apply(Path file, LogVariables variables) {
        variables.warning().ifPresent(LOG::warn);
        try {
            if (variables.writeIfDifferent(file)) {
                readAgain();
                LOG.info("logging changed: {}", variables);
            }
        } catch (IOException e) {
            LOG.error("Logging stays as it was: expected to write {}, got {}", file, e.toString(), e);
        }
    }

    /** Without Configuration Admin, which would keep that and have it all read twice at each start. */
    private void readAgain() {
        try {
            for (ServiceReference<ManagedService> reference :
                    context.getServiceReferences(ManagedService.class, LOGGING_PID)) {
                readAgain(reference);
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("A constant filter is wrong: " + LOGGING_PID, e);
        }
    }

    private void readAgain(ServiceReference<ManagedService> reference) {
        ManagedService logging = context.getService(reference);
        if (logging == null) {
            return;
        }
        try {
            logging.updated(null);
        } catch (ConfigurationException e) {
            LOG.error("Logging stays as it was: the logging bundle does not read its configuration again", e);
        } finally {
            context.ungetService(reference);
        }
    }
}
