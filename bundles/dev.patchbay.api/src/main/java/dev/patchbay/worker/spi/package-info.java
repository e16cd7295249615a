/** What makes a component a module that needs no process. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.worker.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
