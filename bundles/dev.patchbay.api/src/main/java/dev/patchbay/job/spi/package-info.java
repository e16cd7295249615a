/** What the author of a task that runs as a job writes, and where jobs are kept. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.job.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
