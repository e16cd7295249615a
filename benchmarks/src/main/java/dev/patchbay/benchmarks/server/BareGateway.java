package dev.patchbay.benchmarks.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/**
 * A Jetty as it comes out of the box with one handler: at {@value #PATH} it reads the body, parses it as JSON, and
 * answers the same bytes to all.
 *
 * <p>Arguments: the port to listen on, at 127.0.0.1; the answer, ASCII.
 */
public final class BareGateway {

    /** Where it answers. */
    public static final String PATH = "/queue";

    private BareGateway() {}

    /** Serves until the process is ended. */
    public static void main(String[] args) throws Exception {
        start(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), args[1])
                .join();
    }

    /** Starts one in this process. */
    public static Server start(InetSocketAddress address, String answer) throws Exception {
        Server server = new Server(address);
        server.setHandler(new Route(answer.getBytes(StandardCharsets.US_ASCII)));
        server.start();
        return server;
    }

    private static final class Route extends Handler.Abstract {

        private final byte[] answer;

        Route(byte[] answer) {
            this.answer = answer;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (!request.getHttpURI().getPath().equals(PATH)) {
                return false;
            }
            JsonElement command = JsonParser.parseString(Content.Source.asString(request, StandardCharsets.UTF_8));
            boolean isRight = command.isJsonObject();
            response.setStatus(isRight ? 200 : 400);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/json");
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.length);
            response.write(true, ByteBuffer.wrap(answer), callback);
            return true;
        }
    }
}
