package dev.patchbay.blackbox;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * The documents that are generated from what the bundles declare are as a running node generates them. With {@code
 * -Ddocuments.update} they are written instead.
 */
public class SettingsDocumentsIT {

    private static final String END_MARK = "#!#end_communication#!#";

    private static NodeProcess node;

    @BeforeClass
    public static void startANode() throws Exception {
        node = NodeProcess.started();
    }

    @AfterClass
    public static void stopIt() throws Exception {
        node.close();
    }

    @Test
    public void theSchemaForEditorsIsUpToDate() throws Exception {
        assertUpToDate("config/patchbay.schema.json", "settings-schema");
    }

    @Test
    public void theReferenceOfAllSettingsIsUpToDate() throws Exception {
        assertUpToDate("docs/configuration.md", "settings-reference");
    }

    private static void assertUpToDate(String name, String word) throws IOException {
        Path file = Path.of(System.getProperty("sources"), name);
        String text = answer(word);
        if (System.getProperty("documents.update") != null) {
            Files.writeString(file, text);
        }
        assertEquals(name + " is not up to date; CONTRIBUTING.md says how to write it", text, Files.readString(file));
    }

    private static String answer(String word) throws IOException {
        Path socket = node.home().resolve("data/control.sock");
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(word.getBytes(StandardCharsets.UTF_8)));
            String answer = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            return answer.substring(0, answer.lastIndexOf(END_MARK));
        }
    }
}
