/**
 * Modules in Java that run as processes of their own: write a {@link dev.patchbay.module.helper.ModuleCommands}, run it with
 * {@link dev.patchbay.module.helper.ModuleProcess}.
 */
@NullMarked
package dev.patchbay.module.helper;

import org.jspecify.annotations.NullMarked;
