/** Child processes of the node: started, watched, limited, restarted, and ended with everything they started. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.process;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
