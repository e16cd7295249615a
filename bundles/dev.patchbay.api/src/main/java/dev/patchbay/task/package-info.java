/** What the host hands to a running task. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.task;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
