package org.example.chat;

/**
 * Something somebody wrote.
 *
 * @param id unique; a page that gets a message twice shows it once
 * @param time when, in ISO 8601 with {@code Z}
 * @param node where it was written
 */
public record ChatMessage(String id, String room, String from, String text, String time, String node) {}
