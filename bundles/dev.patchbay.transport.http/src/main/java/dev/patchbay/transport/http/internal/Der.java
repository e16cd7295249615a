package dev.patchbay.transport.http.internal;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The few pieces of ASN.1 DER that it takes to wrap a bare private key in PKCS #8. */
final class Der {

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int LONG_FORM = 0x80;
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

    private Der() {}

    /**
     * Wraps a bare key (PKCS #1 or SEC 1).
     *
     * @param publicKey the X.509 encoding of the public key that belongs to it, which names the algorithm
     */
    static byte[] pkcs8(byte[] bareKey, byte[] publicKey) {
        byte[] algorithm = firstElement(content(publicKey));
        return element(SEQUENCE, join(VERSION_0, algorithm, element(OCTET_STRING, bareKey)));
    }

    private static byte[] content(byte[] element) {
        ByteBuffer buffer = ByteBuffer.wrap(element);
        int length = length(buffer);
        return Arrays.copyOfRange(element, buffer.position(), buffer.position() + length);
    }

    private static byte[] firstElement(byte[] elements) {
        ByteBuffer buffer = ByteBuffer.wrap(elements);
        int length = length(buffer);
        return Arrays.copyOf(elements, buffer.position() + length);
    }

    /** Reads a tag and a length; the buffer is then at the content. */
    private static int length(ByteBuffer buffer) {
        buffer.get();
        int length = buffer.get() & 0xFF;
        if (length < LONG_FORM) {
            return length;
        }
        int bytes = length - LONG_FORM;
        length = 0;
        for (int i = 0; i < bytes; i++) {
            length = (length << 8) | (buffer.get() & 0xFF);
        }
        return length;
    }

    private static byte[] element(int tag, byte[] content) {
        return join(new byte[] {(byte) tag}, lengthOf(content.length), content);
    }

    /** In the shortest form, the only one DER allows; no key is longer than two bytes can say. */
    private static byte[] lengthOf(int length) {
        if (length < LONG_FORM) {
            return new byte[] {(byte) length};
        }
        return length <= 0xFF
                ? new byte[] {(byte) (LONG_FORM + 1), (byte) length}
                : new byte[] {(byte) (LONG_FORM + 2), (byte) (length >> 8), (byte) length};
    }

    private static byte[] join(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteBuffer joined = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            joined.put(part);
        }
        return joined.array();
    }
}
