package dev.patchbay.benchmarks.driver;

/**
 * What a connection says before it is of use.
 *
 * @param request its number is {@link Request#FIRST_NUMBER} and the connection's own number, so it can be different for
 *     each
 * @param accepted is in the message by which the server agrees; other messages are not counted, unless they hold
 *     {@code "error"}
 */
public record Greeting(Request request, Marker accepted) {}
