/**
 * JSON as plain Java types: {@code Map<String, Object>} in order, {@code List<Object>}, {@code String}, {@code Number},
 * {@code Boolean} and null; binding to records; JSON Schema. The library beneath is nobody else's business.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.json;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
