package dev.patchbay.module.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Request;
import dev.patchbay.module.ModuleEntry;
import dev.patchbay.module.ModuleException;
import dev.patchbay.module.Modules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What queue and pool have in common. */
abstract class Broker implements Modules {

    private static final String ADD = "add";
    private static final String REMOVE = "rm";
    private static final String TELL = "tell_module";

    /** The commands of clients that are recorded (shmooze, §9). */
    private static final Set<String> RECORDED =
            Set.of(ADD, REMOVE, TELL, QueueBroker.MOVE, QueueBroker.SET_BACKGROUND, QueueBroker.TELL_BACKGROUND);

    private final String name;
    private final String absent;
    private final Kit kit;
    private final Recorder recorder;
    private final Stage stage;

    /** Those that are being made, with who makes them. */
    private final Map<ModuleStart, ModuleSource> starts = new ConcurrentHashMap<>();

    /** @param absent what is told to whoever asks for a module that is not in */
    Broker(String name, String absent, Turns turns, Kit kit) {
        this.name = name;
        this.absent = absent;
        this.kit = kit;
        this.recorder = new Recorder(name, kit.log());
        this.stage = new Stage(name, turns, kit.announcer(), kit.equipment().threads());
    }

    final Stage stage() {
        return stage;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final List<String> types() {
        return kit.types().names(false);
    }

    final List<String> types(boolean isBackground) {
        return kit.types().names(isBackground);
    }

    @Override
    public final String add(String type, Map<String, @Nullable Object> args)
            throws ModuleException, InterruptedException {
        return admit(ADD, type, false, args, LineUp::with);
    }

    /** Makes a module, initialises it and takes it in. */
    final String admit(
            String command,
            String type,
            boolean isBackground,
            Map<String, @Nullable Object> args,
            BiFunction<LineUp, Member, LineUp> place)
            throws ModuleException, InterruptedException {
        CompletableFuture<String> uid = kit.types()
                .find(type, isBackground)
                .map(source -> admit(type, source, args, place))
                .orElseGet(() -> Outcome.failed(Texts.UNKNOWN_TYPE));
        return Outcome.await(
                uid,
                (made, failure) -> record(
                        command,
                        plain("type", type, "args", args),
                        made == null ? null : Map.of("uid", made),
                        failure));
    }

    private CompletableFuture<String> admit(
            String type,
            ModuleSource source,
            Map<String, @Nullable Object> args,
            BiFunction<LineUp, Member, LineUp> place) {
        Identity identity = new Identity(name, UUID.randomUUID().toString(), type, recorder);
        Member member = kit.member(identity, source, stage::lookAgain);
        return start(source, identity, member)
                .thenComposeAsync(
                        channel -> initialise(member, channel, args),
                        kit.equipment().threads())
                .thenCompose(done -> stage.admit(member, lineUp -> place.apply(lineUp, member)))
                .thenCompose(done -> source.isWithdrawn() ? withdraw(source) : done())
                .thenApply(done -> identity.uid());
    }

    private CompletableFuture<Channel> start(ModuleSource source, Identity identity, Member member) {
        ModuleStart start = source.start(identity, member);
        kit.departures().expect(start.gone());
        starts.put(start, source);
        Outcome.follow(start.channel().handle((channel, failure) -> starts.remove(start)));
        if (stage.isClosed()) {
            start.abort(Texts.STOPPING);
        }
        return start.channel();
    }

    private static CompletableFuture<Void> initialise(
            Member member, Channel channel, Map<String, @Nullable Object> args) {
        member.connect(channel);
        return channel.send(Command.init(args))
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        channel.listen();
                    } else {
                        channel.close();
                    }
                })
                .thenApply(done -> null);
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public final void remove(Collection<String> uids) throws InterruptedException {
        Set<String> leaving = new HashSet<>(uids);
        awaitRecorded(
                REMOVE,
                plain("uids", List.copyOf(uids)),
                stage.remove(Texts.REMOVED, lineUp -> lineUp.without(member -> leaving.contains(member.uid()))));
    }

    final void awaitRecorded(String command, Map<String, @Nullable Object> args, CompletableFuture<Void> change)
            throws InterruptedException {
        Outcome.awaitEnd(change, (done, failure) -> record(command, args, null, failure));
    }

    @Override
    public final List<ModuleEntry> list() {
        return members().stream().map(Member::entry).toList();
    }

    /** Those that are in, in order. */
    final List<Member> members() {
        return stage.lineUp().members().stream().filter(Member::isHere).toList();
    }

    /** What callers see of those that are in, in order. */
    final List<Map<String, @Nullable Object>> views(Map<String, List<String>> parameters) {
        List<Map<String, @Nullable Object>> views = new ArrayList<>();
        for (Member member : stage.lineUp().members()) { // pages ask all the time
            if (member.isHere()) {
                views.add(member.view(parameters));
            }
        }
        return views;
    }

    final Optional<Member> find(String uid) {
        return stage.lineUp().find(uid).filter(Member::isHere);
    }

    @Override
    public final @Nullable Object tell(String uid, String command, Map<String, @Nullable Object> args)
            throws ModuleException, InterruptedException {
        return Outcome.await(ask(uid, command, args));
    }

    /** As {@link #tell}, but returns at once. */
    final CompletableFuture<@Nullable Object> ask(String uid, String command, Map<String, @Nullable Object> args) {
        return ask(TELL, uid, find(uid), absent, command, args);
    }

    /**
     * Tells a module something; that is recorded when it has answered, whether somebody waits for it or not.
     *
     * @param problem what is told when there is no module
     * @return failed with {@link ModuleException}; completed on a thread that must not be blocked. Cancelling it cancels
     *     nothing but the waiting
     */
    final CompletableFuture<@Nullable Object> ask(
            String clientCommand,
            String uid,
            Optional<Member> member,
            String problem,
            String command,
            Map<String, @Nullable Object> args) {
        // here and not when it is answered: then an I/O thread may be at work, and the arguments may be large
        String input = recorder.clientInput(clientCommand, plain("uid", uid, "cmd", command, "args", args));
        CompletableFuture<@Nullable Object> answer = member.map(
                        told -> told.channel().send(Command.tell(command, args)))
                .orElseGet(() -> Outcome.failed(problem));
        return answer.whenComplete((result, failure) -> recorder.client(input, envelope(result, failure)));
    }

    /** A client's command that never came to be one, since it was no such thing; those that only read are not recorded. */
    final void refused(Request request, Failure failure) {
        String command = request.name().substring(request.name().lastIndexOf('.') + 1);
        if (RECORDED.contains(command)) {
            recorder.client(command, request.params(), Envelope.failure(failure.message()));
        }
    }

    private void record(
            String command, Map<String, @Nullable Object> args, @Nullable Object result, @Nullable Throwable failure) {
        recorder.client(command, args, envelope(result, failure));
    }

    private static Envelope envelope(@Nullable Object result, @Nullable Throwable failure) {
        return failure == null ? Envelope.success(result) : Envelope.failure(Outcome.problemOf(failure));
    }

    /** In this order, which is the one in which it is recorded. */
    static Map<String, @Nullable Object> plain(Object... namesAndValues) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            plain.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return plain;
    }

    /** Removes what that one made, and gives up what it makes. */
    final CompletableFuture<Void> withdraw(ModuleSource source) {
        starts.forEach((start, maker) -> {
            if (maker == source) {
                start.abort(Texts.WITHDRAWN);
            }
        });
        return stage.remove(Texts.WITHDRAWN, lineUp -> lineUp.without(member -> member.source() == source));
    }

    /** Has everybody leave, now and for ever; done when all were told. */
    final CompletableFuture<Void> close() {
        CompletableFuture<Void> told = stage.close();
        starts.keySet().forEach(start -> start.abort(Texts.STOPPING));
        return told;
    }
}
