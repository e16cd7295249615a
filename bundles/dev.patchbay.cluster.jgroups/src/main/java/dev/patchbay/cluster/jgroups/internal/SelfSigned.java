package dev.patchbay.cluster.jgroups.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** Writes the smallest certificate TLS takes for an Ed25519 key (RFC 5280, RFC 8410), since Java has no public way. */
final class SelfSigned {

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OBJECT_ID = 0x06;
    private static final int UTF8_STRING = 0x0C;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int VERSION = 0xA0;

    private static final byte[] ED25519 = der(SEQUENCE, der(OBJECT_ID, bytes(0x2B, 0x65, 0x70)));
    private static final byte[] COMMON_NAME = der(OBJECT_ID, bytes(0x55, 0x04, 0x03));

    private SelfSigned() {}

    static X509Certificate certificate(PublicKey publicKey, PrivateKey privateKey) throws GeneralSecurityException {
        byte[] name = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, text("patchbay")))));
        byte[] content = der(
                SEQUENCE,
                der(VERSION, der(INTEGER, bytes(2))),
                der(INTEGER, bytes(1)),
                ED25519,
                name,
                der(SEQUENCE, time("20000101000000Z"), time("99991231235959Z")),
                name,
                publicKey.getEncoded());
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(privateKey);
        signature.update(content);
        byte[] certificate = der(SEQUENCE, content, ED25519, der(BIT_STRING, bytes(0), signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }

    private static byte[] time(String text) {
        return der(GENERALIZED_TIME, text(text));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** Tag, length, content (X.690 §8.1); nothing here is longer than 65,535. */
    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        result.write(tag);
        if (length > 255) {
            result.writeBytes(bytes(0x82, length >> 8, length));
        } else {
            result.writeBytes(length > 127 ? bytes(0x81, length) : bytes(length));
        }
        result.writeBytes(content.toByteArray());
        return result.toByteArray();
    }
}
