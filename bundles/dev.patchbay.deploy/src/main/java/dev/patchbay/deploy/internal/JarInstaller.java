package dev.patchbay.deploy.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRequirement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the framework follow the jars of the folders.
 *
 * <p>File Install tells of the node's own folder and {@link TreeWatch} of the others, each on a thread of its own; one
 * change is made after the other, since each may stop and start what others have installed. Nothing is thrown at File Install, which would then not report the removal of
 * the file; what is wrong is recorded and logged, and tried again when the file changes.
 */
final class JarInstaller implements ArtifactInstaller {

    private static final Logger LOG = LoggerFactory.getLogger(JarInstaller.class);

    /** Something that may fail with one sentence. */
    @FunctionalInterface
    private interface Work {
        void run() throws DeployException, IOException;
    }

    private final Folders folders;
    private final Stage stage;
    private final Deployed deployed;
    private final BundleLife life;
    private final Problems problems;

    /** By file, what its new version lacked when it was tried; guarded by this. */
    private final Map<String, List<BundleRequirement>> lacking = new HashMap<>();

    JarInstaller(Folders folders, Stage stage, Deployed deployed, BundleLife life, Problems problems) {
        this.folders = folders;
        this.stage = stage;
        this.deployed = deployed;
        this.life = life;
        this.problems = problems;
    }

    /** Does what was missed while nobody watched the folder, then starts all bundles that came from it. */
    synchronized void catchUp() throws IOException {
        for (Bundle bundle : deployed.all()) {
            String file = Deployed.label(bundle);
            if (folders.find(file).isEmpty()) {
                attempt(file, () -> remove(file));
            }
        }
        for (Path jar : folders.jars()) {
            attempt(folders.name(jar), () -> accept(jar));
        }
        deployed.all().forEach(this::start);
        startWaiting();
    }

    /** The jars outside the node's own folder that are installed or were refused. */
    synchronized List<Path> knownOfOthers() {
        Stream<String> installed = deployed.all().stream().map(Deployed::label);
        return Stream.concat(installed, problems.files().stream())
                .map(Path::of)
                .filter(Path::isAbsolute)
                .toList();
    }

    @Override
    public boolean canHandle(File artifact) {
        return folders.isOwn(artifact.toPath()) && folders.isDeployed(artifact.toPath());
    }

    @Override
    public synchronized void install(File artifact) {
        deploy(artifact.toPath());
        startWaiting();
    }

    @Override
    public void update(File artifact) {
        install(artifact);
    }

    @Override
    public synchronized void uninstall(File artifact) {
        String file = folders.name(artifact.toPath());
        attempt(file, () -> remove(file));
        retryRefused();
        startWaiting();
    }

    private void deploy(Path jar) {
        attempt(folders.name(jar), () -> accept(jar).forEach(this::start));
    }

    /** Brings a jar into the framework. Returns what is to be started then: nothing when it is in there already. */
    private List<Bundle> accept(Path jar) throws DeployException, IOException {
        String file = folders.name(jar);
        if (deployed.find(file).isPresent() && stage.isKept(file, jar)) {
            return unchanged(file);
        }
        try {
            Path candidate = stage.take(file, jar);
            refuseTwin(file, BundleJar.read(file, candidate));
            List<Bundle> toStart = put(file, candidate);
            stage.keep(file);
            problems.clear(file);
            lacking.remove(file);
            return toStart;
        } catch (UnresolvedException e) {
            lacking.put(file, e.unmet());
            throw e;
        } finally {
            stage.discard(file);
        }
    }

    private List<Bundle> unchanged(String file) {
        if (deployed.isActive(file)) {
            problems.clear(file);
        }
        return List.of();
    }

    private void refuseTwin(String file, BundleJar jar) throws DeployException {
        Optional<Bundle> twin = deployed.twin(file, jar);
        if (twin.isPresent()) {
            throw new DeployException(
                    file,
                    "expected a name and version of its own, got " + jar + ", which " + Deployed.label(twin.get())
                            + " has already; remove one of the two or raise the version.",
                    null);
        }
    }

    private List<Bundle> put(String file, Path candidate) throws DeployException, IOException {
        Optional<Bundle> predecessor = deployed.find(file);
        if (predecessor.isEmpty()) {
            return List.of(life.install(file, candidate));
        }
        List<Bundle> dependents = life.update(predecessor.get(), candidate, stage.kept(file));
        return Stream.concat(predecessor.stream(), dependents.stream()).toList();
    }

    private void remove(String file) throws DeployException, IOException {
        Optional<Bundle> bundle = deployed.find(file);
        List<Bundle> dependents = bundle.isPresent() ? life.uninstall(bundle.get()) : List.of();
        stage.forget(file);
        problems.clear(file);
        lacking.remove(file);
        LOG.info("{} is removed", file);
        dependents.forEach(this::start);
    }

    private void start(Bundle bundle) {
        String label = Deployed.label(bundle);
        attempt(label, () -> {
            life.start(bundle);
            problems.clear(label);
            LOG.info("{} is started: {} {}", label, bundle.getSymbolicName(), bundle.getVersion());
        });
    }

    /** Starts what could not be resolved before and can now. */
    private void startWaiting() {
        deployed.all().stream()
                .filter(bundle -> bundle.getState() == Bundle.INSTALLED && life.resolve(bundle))
                .forEach(this::start);
        retrySupplied();
    }

    /** Tries new versions again whose needs are met now; not before, since each try stops the version at work. */
    private void retrySupplied() {
        List<String> supplied = lacking.entrySet().stream()
                .filter(file -> !file.getValue().isEmpty() && life.areMet(file.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (!supplied.isEmpty()) {
            lacking.keySet().removeAll(supplied);
            supplied.forEach(file -> folders.find(file).ifPresent(this::deploy));
            startWaiting();
        }
    }

    /** Tries the files again that are not installed: what they were refused for may have gone. */
    private void retryRefused() {
        problems.files().stream()
                .filter(file -> deployed.find(file).isEmpty())
                .flatMap(file -> folders.find(file).stream())
                .forEach(this::deploy);
    }

    private void attempt(String file, Work work) {
        try {
            work.run();
        } catch (DeployException e) {
            report(file, e);
        } catch (IOException e) {
            report(
                    file,
                    new DeployException(
                            file, "cannot be read or copied (" + e + "); check permissions and free space.", null));
        }
    }

    private void report(String file, DeployException fault) {
        if (problems.record(file, fault)) {
            LOG.warn("{}", fault.getMessage(), fault.getCause());
        }
    }
}
