/** How a bundle adds a command to the control socket, or a finding to the diagnosis. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.node.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
