package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.session.User;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a method name means on one connection: the protocol's own methods, and everything else a provider's. */
final class Methods {

    private final RpcConnection connection;
    private final Services services;
    private final EventFeed feed;

    Methods(RpcConnection connection, Services services, EventFeed feed) {
        this.connection = connection;
        this.services = services;
        this.feed = feed;
    }

    void start(String method, @Nullable Object params, Answer answer) {
        try {
            switch (method) {
                case "task.run" -> runTask(new NamedParams(params, "name", "data", "timeLimitInMs"), answer);
                case "event.subscribe" -> feed.subscribe(new NamedParams(params, "masks", "since", "epoch"), answer);
                case "event.unsubscribe" -> feed.unsubscribe(new NamedParams(params, "masks"), answer);
                case "session.login" -> logIn(new NamedParams(params, "token").text("token"), answer);
                case "session.whoami" ->
                    answer.result(describe(connection.connection().user()));
                case "rpc.discover" ->
                    services.workers()
                            .execute(() -> answer.result(services.openRpc().document()));
                default ->
                    services.dispatcher()
                            .call(connection.request(method, params, 0), new ReplyTo(answer, RpcError::ofCall));
            }
        } catch (NamedParams.InvalidParamsException e) {
            answer.error(new RpcError(RpcError.INVALID_PARAMS, "Invalid params: " + e.getMessage(), null));
        }
    }

    private void runTask(NamedParams params, Answer answer) throws NamedParams.InvalidParamsException {
        services.dispatcher()
                .run(
                        connection.request(params.text("name"), params.get("data"), params.number("timeLimitInMs", 0)),
                        new ReplyTo(answer, RpcError::ofRun));
    }

    private void logIn(String token, Answer answer) {
        connection.whileOthersWait(() -> services.sessions()
                .userOf(token)
                .ifPresentOrElse(
                        user -> {
                            connection.connection().signIn(user);
                            answer.result(describe(user));
                        },
                        () -> answer.error(
                                new RpcError(RpcError.NOT_SIGNED_IN, "Nobody is known by this token", null))));
    }

    private static Object describe(User user) {
        return new UserDescription(
                user.id(), user.username(), user.roles().stream().sorted().toList());
    }

    /** What {@code session.whoami} says. */
    record UserDescription(@Nullable String id, String username, List<String> roles) {}

    /** Hands the dispatcher's outcome on. */
    private record ReplyTo(Answer answer, Function<Failure, RpcError> mapping) implements Reply {

        @Override
        public void result(@Nullable Object result) {
            answer.result(result);
        }

        @Override
        public void failure(Failure failure) {
            answer.error(mapping.apply(failure));
        }
    }
}
