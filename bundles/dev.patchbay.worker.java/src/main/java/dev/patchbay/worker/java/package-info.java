/** The program of a worker that serves a Java module: {@link dev.patchbay.worker.java.WorkerMain}. */
@NullMarked
package dev.patchbay.worker.java;

import org.jspecify.annotations.NullMarked;
