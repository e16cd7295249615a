package dev.patchbay.benchmarks.driver;

/**
 * How a publisher is told to publish, and how the deliveries are recognised.
 *
 * @param request asks the server to publish {@code size} messages, the first with the request's number, each of the
 *     others with one more
 * @param delivery stands before the number in each delivery
 * @param size messages published at once, 1 or more
 */
public record Burst(Request request, Marker delivery, int size) {}
