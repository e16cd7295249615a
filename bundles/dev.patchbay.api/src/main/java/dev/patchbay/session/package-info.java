/** Who a caller is and what a caller may do. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.session;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
