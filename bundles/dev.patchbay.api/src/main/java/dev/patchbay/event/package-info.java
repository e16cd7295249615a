/** Named occurrences: publish them, hear them by mask, replay the recent ones. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.event;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
