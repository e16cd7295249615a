/** What the author of a module inside the node writes, and where the commands of modules are recorded. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.module.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
