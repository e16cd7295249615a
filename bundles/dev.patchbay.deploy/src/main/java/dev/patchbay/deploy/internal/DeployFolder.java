package dev.patchbay.deploy.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The deploy folder: on activation it brings the framework up to date with the folder and starts what came from there,
 * then it has File Install watch for changes. Deployed bundles keep running when it is deactivated.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = DeployFolder.PID)
@Designate(ocd = DeployFolder.Config.class)
public final class DeployFolder {

    static final String PID = "dev.patchbay.deploy";

    private static final String HOME = "patchbay.home";

    /** Its settings. */
    @ObjectClassDefinition(
            name = "Deploy folder",
            description = "The folder whose jars are installed, updated when they change, and removed with their file.")
    public @interface Config {

        @AttributeDefinition(
                name = "Folder",
                description = "The folder to watch; empty for the folder 'deploy' in the node's home.")
        String folderPath() default "";

        @AttributeDefinition(
                name = "Poll interval",
                min = "10",
                description =
                        "Time between two looks into the folder, in milliseconds; a new file is installed when two"
                                + " looks in a row found it unchanged.")
        long pollInMs() default 50;

        @AttributeDefinition(
                name = "Start timeout",
                min = "1",
                description = "Longest wait for the start of a bundle, in milliseconds; one that takes longer is"
                        + " reported and left behind.")
        long startTimeoutInMs() default 10_000;

        @AttributeDefinition(
                name = "Stop timeout",
                min = "1",
                description = "Longest wait for the stop of a bundle, in milliseconds; it includes the time its running"
                        + " calls are given to finish, so keep it above the drain time of dispatch.")
        long stopTimeoutInMs() default 60_000;

        @AttributeDefinition(
                name = "Start level",
                min = "1",
                description = "Start level of bundles installed from now on; keep it below that of the bundle"
                        + " dev.patchbay.deploy, so that a stopping node closes the folder before what came from it.")
        int startLevel() default 19;
    }

    private final OwnThreads threads = new OwnThreads();
    private final FolderWatch watch;

    /** Blocks until every bundle of the folder is started or its start timeout has passed. */
    @Activate
    public DeployFolder(
            BundleContext context, Config config, @Reference ConfigurationAdmin admin, @Reference Problems problems)
            throws IOException {
        Path folder = Files.createDirectories(folder(context, config)).toRealPath();
        JarInstaller installer = installer(context, config, folder, problems);
        installer.catchUp();
        watch = FolderWatch.open(context, admin, installer, folder, config.pollInMs());
    }

    private JarInstaller installer(BundleContext context, Config config, Path folder, Problems problems)
            throws IOException {
        BundleLife.Limits limits =
                new BundleLife.Limits(config.startLevel(), config.startTimeoutInMs(), config.stopTimeoutInMs());
        return new JarInstaller(
                folder,
                new Stage(context.getDataFile("installed").toPath()),
                new Deployed(context),
                new BundleLife(context, threads, limits),
                problems);
    }

    private static Path folder(BundleContext context, Config config) {
        if (!config.folderPath().isEmpty()) {
            return Path.of(config.folderPath()).toAbsolutePath();
        }
        String home = context.getProperty(HOME);
        if (home == null) {
            throw new IllegalStateException("Expected the framework property " + HOME
                    + " or the setting deploy.folderPath to say where the deploy folder is, got neither");
        }
        return Path.of(home, "deploy").toAbsolutePath();
    }

    @Deactivate
    void close() throws IOException {
        try {
            watch.close();
        } finally {
            threads.close();
        }
    }
}
