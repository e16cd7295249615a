/** Workers: configured modules, each served by a process of its own, one client after the other. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.worker;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
