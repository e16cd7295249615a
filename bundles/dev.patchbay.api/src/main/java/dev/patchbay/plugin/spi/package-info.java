/** What the author of a plugin that registers by code writes. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.plugin.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
