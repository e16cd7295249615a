package dev.patchbay.worker.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** The content of a bundle as jars, wherever the framework keeps it. */
final class BundleCopy {

    private static final String ITSELF = ".";

    private BundleCopy() {}

    /** Its class path; made once for each state of a bundle. */
    static List<Path> of(Bundle bundle, Path copies) throws IOException {
        Path folder = copies.resolve("bundle-" + bundle.getBundleId() + "-" + bundle.getLastModified());
        Files.createDirectories(folder);
        List<Path> path = new ArrayList<>();
        for (String part : classPath(bundle)) {
            URL inner = part.equals(ITSELF) ? null : bundle.getEntry(part);
            if (part.equals(ITSELF) || inner != null) {
                Path jar = folder.resolve(path.size() + ".jar");
                if (Files.notExists(jar)) {
                    write(jar, bundle, inner);
                }
                path.add(jar);
            }
        }
        return path;
    }

    private static List<String> classPath(Bundle bundle) {
        String header = bundle.getHeaders("").get(Constants.BUNDLE_CLASSPATH);
        List<String> parts = new ArrayList<>();
        for (String part : Objects.requireNonNullElse(header, ITSELF).split(",")) {
            parts.add(part.split(";")[0].strip());
        }
        return parts;
    }

    private static void write(Path jar, Bundle bundle, @Nullable URL inner) throws IOException {
        Path part = Files.createTempFile(jar.getParent(), "part-", ".jar");
        try (OutputStream output = Files.newOutputStream(part)) {
            if (inner == null) {
                writeAll(output, bundle);
            } else {
                copy(inner, output);
            }
        }
        Files.move(part, jar);
    }

    private static void writeAll(OutputStream output, Bundle bundle) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(output)) {
            for (String path : files(bundle, "")) {
                URL entry = bundle.getEntry(path);
                if (entry != null) {
                    jar.putNextEntry(new JarEntry(path));
                    copy(entry, jar);
                }
            }
        }
    }

    /** Not by findEntries, which has the framework resolve the bundle, and so disturbs whoever updates it. */
    private static List<String> files(Bundle bundle, String folder) {
        Enumeration<String> found = bundle.getEntryPaths(folder);
        List<String> files = new ArrayList<>();
        for (String path : found == null ? List.<String>of() : Collections.list(found)) {
            if (path.endsWith("/")) {
                files.addAll(files(bundle, path));
            } else {
                files.add(path);
            }
        }
        return files;
    }

    private static void copy(URL from, OutputStream to) throws IOException {
        try (InputStream input = from.openStream()) {
            input.transferTo(to);
        }
    }
}
