/** The database of sessions, for those who have questions of their own to it. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.session.jdbc;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
