/** The messages of DVB CSS (ETSI TS 103 286-2), and what a television tells about itself. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.dvbcss;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
