/** Hosted services: long-running components that are enabled, revived, watched and disabled by name. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.service;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
