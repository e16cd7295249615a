/**
 * What {@code X.query(filter, options)} of every collection understands: filters, sorting, slices, projections. Takes and
 * gives plain Java types; see docs/queries.md for the language.
 *
 * <pre>
 * return Query.of(filter, options).on(records.stream());
 * </pre>
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.query;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
