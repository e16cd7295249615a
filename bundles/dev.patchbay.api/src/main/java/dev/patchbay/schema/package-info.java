/** Annotations that say more about a value than its Java type does; they become JSON Schema. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.schema;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
