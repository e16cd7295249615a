package dev.patchbay.process.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads Linux's {@code /proc} (proc(5)). Those that have ended and wait to be reaped are left out. */
final class ProcFolder {

    private static final Path PROC = Path.of("/proc");
    private static final String BEGIN = Marks.VARIABLE + "=";

    /** Fields of {@code stat} behind the name, which is in brackets and may hold anything. */
    private static final int STATE = 0;

    private static final int PARENT = 1;
    private static final int SESSION = 3;
    private static final int START = 19;

    private ProcFolder() {}

    /** Whether this system has one. */
    static boolean isThere() {
        return Files.isReadable(PROC.resolve("self/stat")) && Files.isReadable(PROC.resolve("self/environ"));
    }

    /** All processes; marks only of those that were not started before {@code sinceInTicks}. */
    static List<ProcEntry> read(long sinceInTicks) throws IOException {
        List<ProcEntry> entries = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, ProcFolder::isProcess)) {
            all.forEach(folder -> entry(folder, sinceInTicks).ifPresent(entries::add));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }

    /** One process; empty when it has ended. */
    static Optional<ProcEntry> find(long pid) {
        return entry(PROC.resolve(Long.toString(pid)), Long.MAX_VALUE);
    }

    private static boolean isProcess(Path folder) {
        String name = folder.getFileName().toString();
        return name.charAt(0) >= '1' && name.charAt(0) <= '9';
    }

    private static Optional<ProcEntry> entry(Path folder, long sinceInTicks) {
        String stat = text(folder.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        if (fields.length <= START || fields[STATE].equals("Z") || fields[STATE].equals("X")) {
            return Optional.empty();
        }
        long start = Long.parseLong(fields[START]);
        return Optional.of(new ProcEntry(
                Long.parseLong(folder.getFileName().toString()),
                Long.parseLong(fields[PARENT]),
                Long.parseLong(fields[SESSION]),
                start,
                start < sinceInTicks ? "" : marks(text(folder.resolve("environ")))));
    }

    private static String marks(String environment) {
        int begin = environment.startsWith(BEGIN) ? 0 : environment.indexOf('\0' + BEGIN) + 1;
        if (!environment.startsWith(BEGIN, begin)) {
            return "";
        }
        int end = environment.indexOf('\0', begin);
        return environment.substring(begin + BEGIN.length(), end < 0 ? environment.length() : end);
    }

    /** Empty when the process has ended meanwhile, or belongs to somebody else. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
