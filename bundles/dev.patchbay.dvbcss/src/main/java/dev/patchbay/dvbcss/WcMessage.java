package dev.patchbay.dvbcss;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A message of CSS-WC, by which clocks are compared (ETSI TS 103 286-2 §8.3): 32 octets, big-endian.
 *
 * @param type {@link #REQUEST} to {@link #FOLLOW_UP}
 * @param precisionInSec how exactly the server reads its clock, in seconds; sent as the power of two that is not
 *     smaller
 * @param maxFrequencyErrorInPpm how much its clock may run too fast or too slow, in millionths; sent in steps of 1/256,
 *     rounded up
 * @param originateSeconds what the client put there, 32 bits of any meaning
 * @param originateNanos as that
 * @param receiveInNs when the server got the request, in ticks of the wall clock, not negative
 * @param transmitInNs when the server sent this, in ticks of the wall clock, not negative
 */
public record WcMessage(
        int type,
        double precisionInSec,
        double maxFrequencyErrorInPpm,
        long originateSeconds,
        long originateNanos,
        long receiveInNs,
        long transmitInNs) {

    /** Octets of every message. */
    public static final int LENGTH = 32;

    /** Type of what clients send. */
    public static final int REQUEST = 0;

    /** Type of what a server answers. */
    public static final int RESPONSE = 1;

    /** Type of what a server answers that will send a follow-up. */
    public static final int RESPONSE_BEFORE_FOLLOW_UP = 2;

    /** Type of a follow-up. */
    public static final int FOLLOW_UP = 3;

    /** Where the version is: one octet, 0. */
    public static final int VERSION_AT = 0;

    /** Where the type is: one octet. */
    public static final int TYPE_AT = 1;

    /** Where {@link #precisionExponent} is: one octet. */
    public static final int PRECISION_AT = 2;

    /** Where an octet is that means nothing, and is sent as 0. */
    public static final int RESERVED_AT = 3;

    /** Where {@link #frequencyErrorUnits} are: four octets. */
    public static final int MAX_FREQUENCY_ERROR_AT = 4;

    /** Where the eight octets are that a server sends back as they came. */
    public static final int ORIGINATE_AT = 8;

    /** Where the time of receipt is: seconds and nanoseconds, four octets each. */
    public static final int RECEIVE_AT = 16;

    /** Where the time of sending is: seconds and nanoseconds, four octets each. */
    public static final int TRANSMIT_AT = 24;

    /** Means nothing; is sent as 0. */
    private static final double PRECISION_OF_REQUESTS = 1;

    private static final int NANOS_AFTER_SECONDS = 4;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long MAX_U32 = 0xFFFF_FFFFL;
    private static final double UNITS_PER_PPM = 256;

    /** @throws IllegalArgumentException when a value is outside its range */
    public WcMessage {
        require(type >= REQUEST && type <= FOLLOW_UP, "type 0, 1, 2 or 3", type);
        require(!Double.isNaN(precisionInSec), "a precision in seconds", precisionInSec);
        require(maxFrequencyErrorInPpm >= 0, "a frequency error that is not negative", maxFrequencyErrorInPpm);
        require(isU32(originateSeconds), "originate seconds of 32 bits", originateSeconds);
        require(isU32(originateNanos), "originate nanoseconds of 32 bits", originateNanos);
        require(receiveInNs >= 0, "a receive time that is not negative", receiveInNs);
        require(transmitInNs >= 0, "a transmit time that is not negative", transmitInNs);
    }

    /** What a client sends. @param originateInNs its clock's time, not negative, below 2^32 seconds */
    public static WcMessage request(long originateInNs) {
        return new WcMessage(
                REQUEST,
                PRECISION_OF_REQUESTS,
                0,
                originateInNs / NANOS_PER_SECOND,
                originateInNs % NANOS_PER_SECOND,
                0,
                0);
    }

    /** The time the client put there, if it is one; up to 3.3 seconds past 2^32 seconds if it is not. */
    public long originateInNs() {
        return originateSeconds * NANOS_PER_SECOND + originateNanos;
    }

    /**
     * Writes itself at the buffer's position, and moves that behind it.
     *
     * @param target of any byte order, which stays as it is
     * @throws IllegalArgumentException for a time of 2^32 seconds or more; then nothing is written
     * @throws BufferOverflowException when there is no room; then nothing is written
     */
    public void encode(ByteBuffer target) {
        requireTime(receiveInNs);
        requireTime(transmitInNs);
        if (target.remaining() < LENGTH) {
            throw new BufferOverflowException();
        }
        ByteBuffer octets = target.slice().order(ByteOrder.BIG_ENDIAN);
        octets.put(VERSION_AT, (byte) 0)
                .put(TYPE_AT, (byte) type)
                .put(PRECISION_AT, (byte) precisionExponent(precisionInSec))
                .put(RESERVED_AT, (byte) 0)
                .putInt(MAX_FREQUENCY_ERROR_AT, (int) frequencyErrorUnits(maxFrequencyErrorInPpm))
                .putInt(ORIGINATE_AT, (int) originateSeconds)
                .putInt(ORIGINATE_AT + NANOS_AFTER_SECONDS, (int) originateNanos);
        putTime(octets, RECEIVE_AT, receiveInNs);
        putTime(octets, TRANSMIT_AT, transmitInNs);
        target.position(target.position() + LENGTH);
    }

    /**
     * Reads the 32 octets at the buffer's position, and moves that behind them; more may follow.
     *
     * @param source of any byte order, which stays as it is
     * @throws MalformedMessageException when there are fewer, or version or type is unknown; then the position stays
     */
    public static WcMessage decode(ByteBuffer source) throws MalformedMessageException {
        requireWellFormed(source);
        ByteBuffer octets = source.slice().order(ByteOrder.BIG_ENDIAN);
        source.position(source.position() + LENGTH);
        return new WcMessage(
                octets.get(TYPE_AT),
                Math.scalb(1.0, octets.get(PRECISION_AT)),
                u32(octets, MAX_FREQUENCY_ERROR_AT) / UNITS_PER_PPM,
                u32(octets, ORIGINATE_AT),
                u32(octets, ORIGINATE_AT + NANOS_AFTER_SECONDS),
                time(octets, RECEIVE_AT),
                time(octets, TRANSMIT_AT));
    }

    private static void requireWellFormed(ByteBuffer source) throws MalformedMessageException {
        if (source.remaining() < LENGTH) {
            throw new MalformedMessageException(
                    "Expected " + LENGTH + " octets of a wall clock message, got " + source.remaining());
        }
        int version = source.get(source.position() + VERSION_AT) & 0xFF;
        int type = source.get(source.position() + TYPE_AT) & 0xFF;
        if (version != 0 || type > FOLLOW_UP) {
            throw new MalformedMessageException(
                    "Expected version 0 and type 0 to 3 of a wall clock message, got version " + version + " and type "
                            + type);
        }
    }

    /**
     * How a precision is sent: ceil(log2), exactly.
     *
     * @param precisionInSec in seconds; 0 and less count as the smallest there is
     * @return -128 to 127, the nearest of them for what is beyond; 127 for NaN
     */
    public static int precisionExponent(double precisionInSec) {
        if (precisionInSec <= 0) {
            return Byte.MIN_VALUE;
        }
        int floor = Math.getExponent(precisionInSec);
        boolean isPower = precisionInSec == Math.scalb(1.0, floor);
        return Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, isPower ? floor : floor + 1));
    }

    /**
     * How a frequency error is sent: in units of 1/256 ppm, rounded up; the most there is for what is beyond.
     *
     * @param ppm millionths, 0 or more
     * @throws IllegalArgumentException when it is negative or NaN
     */
    public static long frequencyErrorUnits(double ppm) {
        require(ppm >= 0, "a frequency error that is not negative", ppm);
        return (long) Math.min(MAX_U32, Math.ceil(ppm * UNITS_PER_PPM));
    }

    /**
     * Writes a time where {@link #RECEIVE_AT} or {@link #TRANSMIT_AT} tells; allocates nothing.
     *
     * @param octets in big-endian order
     * @param at index in the buffer
     * @param timeInNs 0 or more, below 2^32 seconds
     */
    public static void putTime(ByteBuffer octets, int at, long timeInNs) {
        long seconds = timeInNs / NANOS_PER_SECOND;
        octets.putInt(at, (int) seconds);
        octets.putInt(at + NANOS_AFTER_SECONDS, (int) (timeInNs - seconds * NANOS_PER_SECOND));
    }

    private static long time(ByteBuffer octets, int at) {
        return u32(octets, at) * NANOS_PER_SECOND + u32(octets, at + NANOS_AFTER_SECONDS);
    }

    private static long u32(ByteBuffer octets, int at) {
        return octets.getInt(at) & MAX_U32;
    }

    private static boolean isU32(long value) {
        return value >= 0 && value <= MAX_U32;
    }

    private static void requireTime(long timeInNs) {
        require(timeInNs / NANOS_PER_SECOND <= MAX_U32, "a time below 2^32 seconds", timeInNs);
    }

    private static void require(boolean holds, String expected, Number got) {
        if (!holds) {
            throw new IllegalArgumentException("Expected " + expected + " in a wall clock message, got " + got);
        }
    }
}
