/** Calls by name: the way every protocol reaches tasks and providers, and the catalogue of what is there. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.dispatch;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
