/**
 * The module engine: who is in the queue and in the pool, who plays, and how a module is told so, be it a process or
 * not.
 */
@NullMarked
package dev.patchbay.module.internal;

import org.jspecify.annotations.NullMarked;
