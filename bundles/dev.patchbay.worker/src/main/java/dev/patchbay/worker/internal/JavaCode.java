package dev.patchbay.worker.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where the classes of a Java module come from. */
interface JavaCode {

    /**
     * Copies them: a jar that is replaced while a JVM has it open breaks that JVM.
     *
     * @return jars
     * @throws IOException when they are not there; the message says what was expected
     */
    List<Path> copy() throws IOException;

    /** Tells whether they have changed since they were copied last. */
    CodeWatch watch();
}
