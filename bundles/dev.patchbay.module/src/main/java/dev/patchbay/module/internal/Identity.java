package dev.patchbay.module.internal;

/**
 * Which module this is.
 *
 * @param in {@code queue} or {@code pool}
 * @param recorder the command log of that
 */
record Identity(String in, String uid, String type, Recorder recorder) {}
