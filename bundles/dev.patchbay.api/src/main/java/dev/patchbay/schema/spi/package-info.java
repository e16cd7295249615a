/** What somebody writes who offers JSON Schema definitions to everybody on the node. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.schema.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
