package dev.patchbay.protocol.dispatcher.internal;

/**
 * What a connection goes by.
 *
 * @param tls whether only connections with TLS are let in
 * @param group role somebody must have to log in
 * @param tokenLifetimeInSec how long a token is good for without activity, in seconds; 0 for ever
 * @param burstSize items in a fragment of a streamed result, 1 or more
 * @param serviceLogin whether programs on this machine may log in as a service, without a password
 * @param maxCalls calls and streams of one connection at one time, each
 * @param stackTraces whether administrators are told the stack trace of what failed
 * @param autoResumeInMs how long the calls of a service wait for a client that never resumed one, in milliseconds
 */
record Settings(
        boolean tls,
        String group,
        long tokenLifetimeInSec,
        int burstSize,
        boolean serviceLogin,
        int maxCalls,
        boolean stackTraces,
        long autoResumeInMs) {}
