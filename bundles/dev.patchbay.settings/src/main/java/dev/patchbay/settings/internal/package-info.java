/** The one settings file: read, checked against what the installed bundles declare, handed to Configuration Admin. */
@NullMarked
package dev.patchbay.settings.internal;

import org.jspecify.annotations.NullMarked;
