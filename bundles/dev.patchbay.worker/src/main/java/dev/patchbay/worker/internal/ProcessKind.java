package dev.patchbay.worker.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is different between workers of different languages. For one life of one worker; may read and write files. */
interface ProcessKind {

    /** The program and its arguments. */
    List<String> command();

    /** What is imported, without the prefix of its kind. */
    String module();

    /** Where the code is now: what the worker looks for it in. @throws IOException when it is not there */
    List<Path> path() throws IOException;

    /** Tells whether the code has changed. @param report what the worker said when it had read it */
    CodeWatch watch(Map<String, @Nullable Object> report);
}
