package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.session.User;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a method name means on one connection: the protocol's own methods, and everything else a provider's. */
final class Methods {

    private final RpcConnection connection;
    private final Services services;
    private final EventFeed feed;
    private final RoomVisits visits;

    Methods(RpcConnection connection, Services services, EventFeed feed, RoomVisits visits) {
        this.connection = connection;
        this.services = services;
        this.feed = feed;
        this.visits = visits;
    }

    void start(String method, @Nullable Object params, Answer answer) {
        try {
            switch (method) {
                case "task.run" -> runTask(new NamedParams(params, "name", "data", "timeLimitInMs"), answer);
                case "event.subscribe" -> feed.subscribe(new NamedParams(params, "masks", "since", "epoch"), answer);
                case "event.unsubscribe" -> feed.unsubscribe(new NamedParams(params, "masks"), answer);
                case "room.join" -> visits.join(new NamedParams(params, "room"), answer);
                case "room.leave" -> visits.leave(new NamedParams(params, "room"), answer);
                case "room.say" -> visits.say(new NamedParams(params, "room", "data", "task", "others"), answer);
                case "session.login" -> logIn(new NamedParams(params, "token", "username", "password"), answer);
                case "session.whoami" ->
                    answer.result(describe(connection.connection().user()));
                case "rpc.discover" ->
                    services.workers()
                            .execute(() -> answer.result(services.openRpc().document()));
                default ->
                    answer.startedAs(services.dispatcher()
                            .call(connection.request(method, params, 0), new ReplyTo(answer, RpcError::ofCall)));
            }
        } catch (NamedParams.InvalidParamsException e) {
            answer.error(new RpcError(RpcError.INVALID_PARAMS, "Invalid params: " + e.getMessage(), null));
        }
    }

    private void runTask(NamedParams params, Answer answer) throws NamedParams.InvalidParamsException {
        answer.startedAs(services.dispatcher()
                .run(
                        connection.request(params.text("name"), params.get("data"), params.number("timeLimitInMs", 0)),
                        new ReplyTo(answer, RpcError::ofRun)));
    }

    /** With a token, or with a user name and a password. */
    private void logIn(NamedParams params, Answer answer) throws NamedParams.InvalidParamsException {
        String token = params.textOrNull("token");
        if (token == null) {
            String username = params.text("username");
            String password = params.text("password");
            logIn(() -> services.sessions().userOf(username, password), "user name and password", answer);
        } else if (params.get("username") == null && params.get("password") == null) {
            logIn(() -> services.sessions().userOf(token), "token", answer);
        } else {
            throw new NamedParams.InvalidParamsException("expected either a token or a username and a password");
        }
    }

    private void logIn(Supplier<Optional<User>> who, String by, Answer answer) {
        connection.whileOthersWait(() -> who.get()
                .ifPresentOrElse(
                        user -> {
                            connection.connection().signIn(user);
                            answer.result(describe(user));
                        },
                        () -> answer.error(
                                new RpcError(RpcError.NOT_SIGNED_IN, "Nobody is known by this " + by, null))));
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
