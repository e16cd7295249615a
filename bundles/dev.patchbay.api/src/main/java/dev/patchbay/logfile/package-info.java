/** Log files that bundles write beside the node's own log: rotated, and followed live by whoever operates the node. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.logfile;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
