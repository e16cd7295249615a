/** What somebody implements who answers UDP requests. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.udp.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
