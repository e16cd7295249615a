package dev.patchbay.job.internal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The class path of a class: its bundle, this one, and all they are wired to. What a bundle contains is copied once for
 * each of its versions, since where it was installed from may be replaced at any time, or never have been a file.
 */
final class BundleClassPath implements JavaProcesses.ClassPath {

    private final Path directory;
    private final Bundle own;

    /**
     * Knows of nothing yet.
     *
     * @param directory for copies; emptied
     * @param own has what runs the task there
     */
    BundleClassPath(Path directory, Bundle own) throws IOException {
        this.directory = directory;
        this.own = own;
        Files.createDirectories(directory);
        try (var old = Files.newDirectoryStream(directory)) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
    }

    @Override
    public String of(Class<?> type) throws IOException {
        Set<Bundle> bundles = new LinkedHashSet<>();
        addWithWired(FrameworkUtil.getBundle(type), bundles);
        addWithWired(own, bundles);
        List<Path> files = new ArrayList<>();
        for (Bundle bundle : bundles) {
            files.addAll(copied(bundle));
        }
        files.addAll(framework());
        return files.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static void addWithWired(Bundle bundle, Set<Bundle> bundles) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        boolean isFramework = bundle.getBundleId() == 0;
        if (isFramework || wiring == null || !bundles.add(bundle)) {
            return;
        }
        for (BundleWire wire : wiring.getRequiredWires(null)) {
            addWithWired(wire.getProvider().getBundle(), bundles);
        }
    }

    /** Classes of plugins may refer to the framework's, and run without one. */
    private static List<Path> framework() throws IOException {
        CodeSource source = Bundle.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return List.of();
        }
        try {
            return List.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException e) {
            throw new IOException("Expected the framework to be a file, got " + source.getLocation(), e);
        }
    }

    private synchronized List<Path> copied(Bundle bundle) throws IOException {
        String name = bundle.getBundleId() + "-" + bundle.getLastModified();
        Path target = directory.resolve(name + ".jar");
        if (!Files.exists(target)) {
            copy(bundle, target);
        }
        List<Path> files = new ArrayList<>(List.of(target));
        for (String inner : innerJars(bundle)) {
            Path file = directory.resolve(name + "-" + inner.replace('/', '-'));
            copyInner(bundle, inner, file);
            files.add(file);
        }
        return files;
    }

    private static void copyInner(Bundle bundle, String inner, Path target) throws IOException {
        URL entry = bundle.getEntry(inner);
        if (entry != null && !Files.exists(target)) {
            try (InputStream content = entry.openStream()) {
                Files.copy(content, target);
            }
        }
    }

    private static List<String> innerJars(Bundle bundle) {
        String header = bundle.getHeaders().get("Bundle-ClassPath");
        return header == null
                ? List.of()
                : Arrays.stream(header.split(","))
                        .map(String::strip)
                        .filter(entry -> entry.endsWith(".jar"))
                        .toList();
    }

    private static void copy(Bundle bundle, Path target) throws IOException {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring == null) {
            throw new IOException("Expected a bundle that is resolved, got " + bundle + ", which has left");
        }
        Path temporary = target.resolveSibling(target.getFileName() + ".part");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(temporary))) {
            jar.setLevel(Deflater.NO_COMPRESSION);
            Set<String> written = new LinkedHashSet<>();
            for (URL entry : wiring.findEntries("/", "*", BundleWiring.FINDENTRIES_RECURSE)) {
                String name = entry.getPath().substring(1);
                if (!name.endsWith("/") && written.add(name)) {
                    write(entry, name, jar);
                }
            }
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(URL entry, String name, JarOutputStream jar) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        try (InputStream content = entry.openStream()) {
            content.transferTo(jar);
        }
        jar.closeEntry();
    }
}
