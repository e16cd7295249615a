package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.endpoint.CloseCode;
import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.spi.MessageReceiver;
import dev.patchbay.protocol.dispatcher.internal.Envelope.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one connection, in order (spec §3).
 *
 * <p>Small messages are read on the I/O thread that brought them. Large ones and logging in go to a worker; later ones
 * wait meanwhile, so that order holds and a client may send its password and its first call in one go.
 */
final class ClientReceiver implements MessageReceiver {

    private static final int MAX_WAITING = 1_000;

    /** Text up to this length is parsed in less time than handing it to another thread takes. */
    private static final int SMALL_TEXT = 16 << 10;

    private final Client client;
    private final Logins logins;
    private final Calls calls;
    private final Publications publications;
    private final Lane lane;

    ClientReceiver(Client client, Host host) {
        this.client = client;
        this.logins = new Logins(client, host);
        this.calls = new Calls(client, host);
        this.publications = new Publications(host.events());
        this.lane = new Lane(host.workers());
        logins.connected();
    }

    @Override
    public void onBinary(Connection connection, byte[] payload) {
        onText(connection, new String(payload, StandardCharsets.UTF_8));
    }

    @Override
    public void onText(Connection connection, String text) {
        if (lane.isIdle() && text.length() <= SMALL_TEXT) {
            read(text);
        } else if (lane.size() < MAX_WAITING) {
            lane.add(() -> read(text));
        } else {
            connection.close(CloseCode.POLICY, "more than " + MAX_WAITING + " messages waiting");
        }
    }

    private void read(String text) {
        try {
            Envelope message = Envelope.parse(text);
            switch (message.namespace()) {
                case Envelope.RPC -> handleRpc(message);
                case Envelope.EVENTS -> handleEvents(message);
                default -> throw new MalformedException("Invalid request");
            }
        } catch (MalformedException e) {
            client.sendError(null, RpcError.of(RpcError.INVALID, String.valueOf(e.getMessage())));
        }
    }

    private void handleRpc(Envelope message) throws MalformedException {
        Object id = message.id();
        Object args = message.args();
        switch (message.name()) {
            case "call" -> call(id, args);
            case "auth" -> whileOthersWait(() -> logins.withPassword(id, args));
            case "auth_token" -> whileOthersWait(() -> logins.withToken(id, args));
            case "auth_service" -> whileOthersWait(() -> logins.asService(id, args));
            case "continue" -> calls.streams().proceed(id, args);
            case "abort" -> calls.streams().abort(id);
            case "response" -> client.forwarded().response(id, args);
            case "error" -> client.forwarded().error(id, args);
            case "fragment" -> client.forwarded().fragment(id, args);
            case "end", "close" -> client.forwarded().end(id);
            default -> throw new MalformedException("Invalid request");
        }
    }

    private void call(@Nullable Object id, @Nullable Object args) {
        touch();
        if (args instanceof Map<?, ?> call && call.get("method") instanceof String method && call.containsKey("args")) {
            calls.start(id, method, call.get("args"), Boolean.TRUE.equals(call.get("view")));
        } else {
            client.sendError(id, RpcError.of(RpcError.INVALID, "Malformed request"));
        }
    }

    private void handleEvents(Envelope message) throws MalformedException {
        Object args = message.args();
        Runnable work = switch (message.name()) {
            case "subscribe" -> () -> client.events().subscribe(masks(args));
            case "unsubscribe" -> () -> client.events().unsubscribe(masks(args));
            case "event" -> () -> publications.publish(args);
            case "event_burst" -> () -> publications.publishAll(args);
            default -> throw new MalformedException("Invalid request");
        };
        touch();
        if (client.session().isPresent()) { // nobody else is heard, nor answered
            work.run();
        }
    }

    private void touch() {
        client.session().ifPresent(Session::touch);
    }

    /** What is no mask is ignored. */
    private static List<String> masks(@Nullable Object args) {
        return args instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }

    private void whileOthersWait(Runnable work) {
        if (lane.isMine()) {
            work.run();
        } else {
            lane.add(work);
        }
    }

    /** What waits for an answer gets it at once; the rest follows a login that is under way. */
    @Override
    public void onClosed(Connection connection, int code, String reason) {
        client.events().close();
        calls.close();
        client.forwarded().close();
        lane.add(this::end);
    }

    private void end() {
        client.end();
        logins.disconnected();
    }
}
