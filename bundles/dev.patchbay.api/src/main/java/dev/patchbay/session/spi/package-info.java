/** How a caller proves who he is. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.session.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
