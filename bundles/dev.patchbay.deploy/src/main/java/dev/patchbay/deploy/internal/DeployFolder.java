package dev.patchbay.deploy.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deploy folders: on activation it brings the framework up to date with them and starts what came from there, then it
 * has them watched for changes. Deployed bundles keep running when it is deactivated.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = DeployFolder.PID)
@Designate(ocd = DeployFolder.Config.class)
public final class DeployFolder {

    private static final Logger LOG = LoggerFactory.getLogger(DeployFolder.class);

    static final String PID = "dev.patchbay.deploy";

    private static final String HOME = "patchbay.home";

    /** Its settings. */
    @ObjectClassDefinition(
            name = "Deploy folder",
            description =
                    "The folders whose jars are installed, updated when they change, and removed with their file.")
    public @interface Config {

        @AttributeDefinition(
                name = "Folder",
                description = "The folder to watch; empty for the folder 'deploy' in the node's home.")
        String folderPath() default "";

        @AttributeDefinition(
                name = "More folders",
                description = "Folders to watch besides, each with everything below it but what lies in a folder named"
                        + " 'disabled'. One that does not exist is left out.")
        String[] folders() default {};

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
    private final TreeWatch treeWatch;

    /** Blocks until every bundle of the folder is started or its start timeout has passed. */
    @Activate
    public DeployFolder(
            BundleContext context, Config config, @Reference ConfigurationAdmin admin, @Reference Problems problems)
            throws IOException {
        Path own = Files.createDirectories(folder(context, config)).toRealPath();
        Folders folders = new Folders(own, others(own, config.folders()));
        JarInstaller installer = installer(context, config, folders, problems);
        installer.catchUp();
        watch = FolderWatch.open(context, admin, installer, own, config.pollInMs());
        treeWatch = TreeWatch.open(folders, installer, installer.knownOfOthers(), config.pollInMs());
    }

    private static List<Path> others(Path own, String[] names) throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        for (String name : names) {
            Path folder = Path.of(name).toAbsolutePath();
            if (Files.isDirectory(folder)) {
                folders.add(folder.toRealPath());
            } else {
                LOG.warn("Expected a folder in setting deploy.folders, got {}, which is none; it is left out", folder);
            }
        }
        folders.remove(own);
        return List.copyOf(folders);
    }

    private JarInstaller installer(BundleContext context, Config config, Folders folders, Problems problems)
            throws IOException {
        BundleLife.Limits limits =
                new BundleLife.Limits(config.startLevel(), config.startTimeoutInMs(), config.stopTimeoutInMs());
        return new JarInstaller(
                folders,
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
        treeWatch.close();
        try {
            watch.close();
        } finally {
            threads.close();
        }
    }
}
