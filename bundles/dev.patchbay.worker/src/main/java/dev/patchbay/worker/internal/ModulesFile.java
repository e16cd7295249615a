package dev.patchbay.worker.internal;

import dev.patchbay.worker.WorkerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file that says which modules there are. What cannot be read changes nothing. Source: ModuleServer, §2. */
final class ModulesFile {

    private final Path file;
    private final ModuleLog log;
    private volatile FileWatch watch;

    /** Guarded by this, as below: what was read last. */
    private Map<String, ModuleSpec> modules = Map.of();

    /** Why it could not be read lately; null when it could. */
    private @Nullable String complaint;

    ModulesFile(Path file, ModuleLog log) {
        this.file = file;
        this.log = log;
        watch = new FileWatch(file, "");
    }

    synchronized Map<String, ModuleSpec> modules() {
        return modules;
    }

    /** Why it cannot be read; null when it can. */
    synchronized @Nullable String complaint() {
        return complaint;
    }

    /**
     * Looks whether it has changed, and reads it then; also when it could not be read before. Not by two threads at a
     * time.
     *
     * @return {@link Look#SAME} when what it says is as before, {@link Look#SETTLING} when it is to be looked at again
     *     soon
     */
    Look look() {
        Look look = watch.look();
        if (look == Look.SETTLING || look == Look.SAME && complaint() == null) {
            return look;
        }
        return tryRead();
    }

    /** Reads it now; {@link Look#UNREADABLE} when it cannot be read. */
    Look tryRead() {
        Map<String, ModuleSpec> before = modules();
        try {
            read();
        } catch (WorkerException e) {
            return Look.UNREADABLE; // told already
        }
        return before.equals(modules()) ? Look.SAME : Look.CHANGED;
    }

    /** Reads it now. @throws WorkerException when it cannot be read; told in the log, once for each reason */
    void read() throws WorkerException {
        try {
            ModulesReader.Result result = ModulesReader.read(text());
            result.complaints().forEach(each -> log.warning("%s: %s", file, each));
            synchronized (this) {
                modules = result.modules();
                complaint = null;
            }
        } catch (WorkerException e) {
            String reason = "Expected to read the modules in " + file + ": " + e.getMessage();
            if (isNew(reason)) {
                log.error("%s. Nothing changes until that works", reason);
            }
            throw new WorkerException(reason);
        }
    }

    private String text() throws WorkerException {
        try {
            byte[] content = Files.readAllBytes(file);
            watch = new FileWatch(file, FileWatch.digest(content));
            return new String(content, StandardCharsets.UTF_8);
        } catch (IOException e) {
            String kind = Files.isDirectory(file) ? "it is a directory" : e.toString();
            throw new WorkerException(Files.notExists(file) ? "there is no such file" : kind);
        }
    }

    private synchronized boolean isNew(String reason) {
        boolean isNew = !reason.equals(complaint);
        complaint = reason;
        return isNew;
    }
}
