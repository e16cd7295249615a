/**
 * What the command line and the node's shell agree on: how typed words become parameters, and what the two say to
 * each other over the control socket. Compiled into both programs.
 */
@NullMarked
package dev.patchbay.cli.words;

import org.jspecify.annotations.NullMarked;
