package dev.patchbay.room;

/**
 * Somebody in a room.
 *
 * @param username his name
 * @param node the name of the node he is connected to
 */
public record Present(String username, String node) {}
