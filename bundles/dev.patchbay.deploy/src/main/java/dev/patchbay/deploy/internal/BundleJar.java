package dev.patchbay.deploy.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** Who a jar says it is. */
record BundleJar(String symbolicName, Version version) {

    /**
     * Reads the manifest. A file that was cut off has no central directory and is found out here.
     *
     * @param file what to call the jar in the sentence of a failure
     */
    static BundleJar read(String file, Path jar) throws DeployException {
        Attributes headers = headers(file, jar);
        if (headers.getValue(Constants.FRAGMENT_HOST) != null) {
            throw new DeployException(
                    file,
                    "expected a bundle of its own, got a fragment of " + headers.getValue(Constants.FRAGMENT_HOST)
                            + "; put its content into a bundle.",
                    null);
        }
        String name = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
        if (name == null) {
            throw new DeployException(
                    file,
                    "expected an OSGi bundle, got a jar without Bundle-SymbolicName in its manifest;"
                            + " build it with bnd-maven-plugin, see docs/write-a-plugin.md.",
                    null);
        }
        return new BundleJar(name.split(";", 2)[0].strip(), version(file, headers.getValue(Constants.BUNDLE_VERSION)));
    }

    private static Attributes headers(String file, Path jar) throws DeployException {
        try (JarFile opened = new JarFile(jar.toFile())) {
            Manifest manifest = opened.getManifest();
            return manifest == null ? new Attributes() : manifest.getMainAttributes();
        } catch (IOException e) {
            throw new DeployException(
                    file,
                    "expected a jar, got a file that is not one or only the first part of one (" + e.getMessage()
                            + "); it is tried again as soon as it changes.",
                    null);
        }
    }

    private static Version version(String file, @Nullable String text) throws DeployException {
        try {
            return Version.parseVersion(text);
        } catch (IllegalArgumentException e) {
            throw new DeployException(
                    file,
                    "expected a Bundle-Version such as 1.0.0, got '" + text + "'; correct it and build again.",
                    null);
        }
    }

    @Override
    public String toString() {
        return symbolicName + " " + version;
    }
}
