package dev.patchbay.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * Makes the framework's bundles those of the installation: what changed is installed again, what is gone is removed,
 * everything else stays from the last run.
 *
 * <p>A bundle's location says which file it came from and what its content was, so a changed file is another location.
 * Its time says nothing: in reproducible archives all files have the same.
 */
final class Provisioner {

    private static final String OURS = "patchbay:bundles/";

    private final BundleContext context;
    private final StartLevels levels;

    Provisioner(BundleContext context, StartLevels levels) {
        this.context = context;
        this.levels = levels;
    }

    /** To be called between the framework's initialisation and its start. */
    void provision(Iterable<Path> jars) throws BundleException, IOException {
        Map<String, Path> wanted = new LinkedHashMap<>();
        for (Path jar : jars) {
            wanted.put(locationOf(jar), jar);
        }
        removeAllBut(wanted);
        for (Map.Entry<String, Path> entry : wanted.entrySet()) {
            place(entry.getKey(), entry.getValue());
        }
    }

    private static String locationOf(Path jar) throws IOException {
        CRC32 content = new CRC32();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(jar), content)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return OURS + jar.getFileName() + "?crc=" + Long.toHexString(content.getValue());
    }

    private void removeAllBut(Map<String, Path> wanted) throws BundleException {
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getLocation().startsWith(OURS) && !wanted.containsKey(bundle.getLocation())) {
                bundle.uninstall();
            }
        }
    }

    private void place(String location, Path jar) throws BundleException, IOException {
        Bundle known = context.getBundle(location);
        Bundle bundle = known == null ? install(location, jar) : known;
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        int wanted = levels.of(String.valueOf(jar.getFileName()));
        if (level.getStartLevel() != wanted) {
            level.setStartLevel(wanted);
        }
    }

    private Bundle install(String location, Path jar) throws BundleException, IOException {
        try (InputStream content = Files.newInputStream(jar)) {
            Bundle bundle = context.installBundle(location, content);
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
            return bundle;
        }
    }
}
