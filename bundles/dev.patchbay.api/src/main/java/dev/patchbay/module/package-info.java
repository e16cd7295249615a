/** Modules: supervised processes, or components, that are told what to do by the queue or the pool they are in. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.module;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
