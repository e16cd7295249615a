/** The running node: its name, its life, its diagnosis. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.node;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
