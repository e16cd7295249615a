package dev.patchbay.cluster.zephserver.internal;

import java.util.List;

/**
 * One event as it is written: whole, or in parts that each fit one read of an original.
 *
 * @param writes each goes out on a connection of its own, in one write
 */
record Message(List<String> writes) {

    Message(String whole) {
        this(List.of(whole));
    }

    /** In bytes. */
    long size() {
        return writes.stream().mapToLong(String::length).sum();
    }
}
