package dev.patchbay.node.spi;

import dev.patchbay.node.Diagnosis;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Knows what of its own should be there and is not. Publish it as a service; {@link Diagnosis} asks each of them. */
@ConsumerType
@FunctionalInterface
public interface FindingSource {

    /** What is not there now; empty when all is well. Called by several threads; must not take longer than milliseconds. */
    List<Diagnosis.Finding> findings();
}
