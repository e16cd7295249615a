package dev.patchbay.node;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Answers "why is it not there?". Thread-safe; may take some milliseconds. */
@ProviderType
public interface Diagnosis {

    /** What is installed or was dropped and does not work; empty when all is well. */
    List<Finding> findings();

    /**
     * One thing that is not there.
     *
     * @param subject the bundle, component or file
     * @param sentence why, and what to do, in one sentence
     */
    record Finding(String subject, String sentence) {}
}
