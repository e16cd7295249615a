/** What answers at a WebSocket path. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.endpoint.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
