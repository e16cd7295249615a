/** What an event source's author writes. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.event.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
