package dev.patchbay.cluster.jgroups.internal;

import dev.patchbay.cluster.ClusterNode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;

/**
 * What a node claims its name with: of two at different addresses the earlier has it.
 *
 * @param startInMs when it was started, in milliseconds since 1970 by its own clock
 */
record Claim(ClusterNode node, long startInMs) {

    /** The earlier is the smaller; the address decides between two of one moment. */
    static final Comparator<Claim> EARLIER_FIRST = Comparator.comparingLong(Claim::startInMs)
            .thenComparing(claim -> claim.node().address());

    /** "PBC", and the version of what follows. */
    private static final int MAGIC = 0x50424301;

    /** Whether both claim one name, which only nodes at different addresses can. */
    boolean rivals(Claim other) {
        return node.name().equals(other.node.name()) && !node.address().equals(other.node.address());
    }

    void write(DataOutputStream output) throws IOException {
        output.writeInt(MAGIC);
        output.writeUTF(node.name());
        output.writeUTF(node.address());
        output.writeLong(startInMs);
    }

    /** Takes no byte more than a claim has. */
    static Claim read(InputStream stream) throws IOException {
        DataInputStream input = new DataInputStream(stream);
        int magic = input.readInt();
        if (magic != MAGIC) {
            throw new IOException("Expected a node's name first, got other bytes");
        }
        return new Claim(new ClusterNode(input.readUTF(), input.readUTF()), input.readLong());
    }
}
