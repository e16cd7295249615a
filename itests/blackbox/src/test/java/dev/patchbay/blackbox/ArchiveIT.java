package dev.patchbay.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** The two archives that are shipped hold what the other tests use unpacked, and what they hold runs. */
public class ArchiveIT {

    private static Path archive(String ending) throws IOException {
        Path folder = NodeProcess.INSTALLATION.resolveSibling("");
        PathMatcher name = folder.getFileSystem().getPathMatcher("glob:**/patchbay-*" + ending);
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> archives = files.filter(name::matches).toList();
            assertEquals(archives.toString(), 1, archives.size());
            return archives.get(0);
        }
    }

    @Test
    public void theTarRuns() throws Exception {
        Programs.assume("tar");
        Path folder = Temporary.directory();
        NodeProcess.Outcome unpacked =
                NodeProcess.outcome(List.of("tar", "-xzf", archive(".tar.gz").toString(), "-C", folder.toString()));
        assertEquals(unpacked.err(), 0, unpacked.exit());
        assertIsTheInstallation(onlyFolderIn(folder));
    }

    @Test
    public void theZipRuns() throws Exception {
        Path folder = Temporary.directory();
        try (FileSystem zip = FileSystems.newFileSystem(archive(".zip"), Map.of("enablePosixFileAttributes", "true"))) {
            for (Path from : everythingIn(zip.getPath("/"))) {
                Path to = folder.resolve(zip.getPath("/").relativize(from).toString());
                if (Files.isDirectory(from)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(from, to);
                    Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
                }
            }
        }
        assertIsTheInstallation(onlyFolderIn(folder));
    }

    /** The first of each folder before what is in it. */
    private static List<Path> everythingIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList();
        }
    }

    private static Path onlyFolderIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.toList();
            assertEquals(found.toString(), 1, found.size());
            return found.get(0);
        }
    }

    private static void assertIsTheInstallation(Path unpacked) throws Exception {
        assertEquals(names(NodeProcess.INSTALLATION), names(unpacked));
        NodeProcess.Outcome version =
                NodeProcess.outcome(List.of(unpacked.resolve("bin/patchbay").toString(), "version"));
        assertEquals(version.err(), 0, version.exit());
        assertTrue(version.out(), version.out().startsWith("patchbay "));
    }

    private static Set<String> names(Path installation) throws IOException {
        return everythingIn(installation).stream()
                .filter(Files::isRegularFile)
                .map(file -> installation.relativize(file).toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
