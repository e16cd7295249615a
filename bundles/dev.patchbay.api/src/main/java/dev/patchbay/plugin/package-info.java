/** What a plugin may ask of the node it is part of. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.plugin;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
