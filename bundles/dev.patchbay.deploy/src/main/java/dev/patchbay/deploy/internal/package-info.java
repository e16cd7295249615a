/** The deploy folder: what is dropped into it is installed, what is replaced is updated, what is removed is gone. */
@NullMarked
package dev.patchbay.deploy.internal;

import org.jspecify.annotations.NullMarked;
