/** Lines of text over TCP: listening, connecting, and connections read at the pace of whoever answers. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.line;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
