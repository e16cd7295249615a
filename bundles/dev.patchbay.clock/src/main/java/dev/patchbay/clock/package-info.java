/** Clocks computed from one another: rates, speeds, correlations, and how far off they may be. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.clock;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
