/** A second name for what an original system called by its own kind of id. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.naming;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
