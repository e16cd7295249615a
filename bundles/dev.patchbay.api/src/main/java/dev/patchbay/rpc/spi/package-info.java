/** What a provider's author writes: one class whose annotated methods are callable by name. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.rpc.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
