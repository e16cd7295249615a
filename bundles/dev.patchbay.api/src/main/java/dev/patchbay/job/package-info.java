/** Jobs: recorded runs of tasks, with states, resources, progress and a history. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.job;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
