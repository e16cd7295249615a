package dev.patchbay.deploy.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Where jars are deployed from: the node's own folder, and others with everything below them but what lies in a folder
 * named {@value #DISABLED}. A jar of the node's own folder is called by its file name, any other by its whole path.
 */
final class Folders {

    private static final String DISABLED = "disabled";
    private static final String EXTENSION = ".jar";

    private final Path own;
    private final List<Path> others;

    /** @param own and the others: real paths of folders that exist */
    Folders(Path own, List<Path> others) {
        this.own = own;
        this.others = List.copyOf(others);
    }

    Path own() {
        return own;
    }

    List<Path> others() {
        return others;
    }

    /** Whether it is a jar that is to be deployed. */
    boolean isDeployed(Path file) {
        return file.toString().endsWith(EXTENSION)
                && (isOwn(file) || root(file).isPresent() && !isHidden(file) && !isDisabled(file));
    }

    /** Whether it lies in the node's own folder. */
    boolean isOwn(Path file) {
        return own.equals(file.getParent());
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private boolean isDisabled(Path file) {
        return root(file).map(root -> root.relativize(file).getParent()).stream()
                .flatMap(between -> StreamSupport.stream(between.spliterator(), false))
                .anyMatch(part -> part.toString().equals(DISABLED));
    }

    /** The one of the other folders it lies in. */
    private Optional<Path> root(Path file) {
        return others.stream().filter(file::startsWith).findFirst();
    }

    /** What to call a jar. */
    String name(Path jar) {
        return isOwn(jar) ? jar.getFileName().toString() : jar.toString();
    }

    /** Where the jar of that name is, if it is to be deployed now. */
    Optional<Path> find(String name) {
        return Optional.of(own.resolve(name)).filter(path -> isDeployed(path) && Files.exists(path));
    }

    /** All jars that are to be deployed, those of the node's own folder first. */
    List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(own)) {
            files.filter(this::isDeployed).sorted().forEach(jars::add);
        }
        jars.addAll(jarsOfOthers());
        return jars;
    }

    /** Those of the other folders; nothing of one that is not there. */
    Set<Path> jarsOfOthers() throws IOException {
        Set<Path> jars = new TreeSet<>();
        for (Path other : others) {
            if (Files.isDirectory(other)) {
                try (Stream<Path> files = Files.walk(other)) {
                    files.filter(file -> !isOwn(file) && isDeployed(file)).forEach(jars::add);
                }
            }
        }
        return jars;
    }
}
