/** What a hosted service's author writes: one class with a main and a disable. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.service.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
