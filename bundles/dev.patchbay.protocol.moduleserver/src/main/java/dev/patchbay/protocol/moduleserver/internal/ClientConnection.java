package dev.patchbay.protocol.moduleserver.internal;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineEnd;
import dev.patchbay.line.LineListener;
import dev.patchbay.protocol.moduleserver.internal.Progress.Stage;
import dev.patchbay.worker.WorkerAnswer;
import dev.patchbay.worker.WorkerException;
import dev.patchbay.worker.WorkerTurn;
import dev.patchbay.worker.WorkerTurnListener;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client: its hello, and then one request after the other. What is next is decided by {@link Progress}.
 *
 * <ol>
 *   <li>A hello to the server is answered and the connection closed. One to a module gets a place in its worker's queue, and
 *       then the acknowledgement; only then is a request read, so nothing can come before that.
 *   <li>A request waits for the client's turn, and is then carried out.
 *   <li>An answer behind which the connection is closed frees the worker before it is written.
 * </ol>
 */
final class ClientConnection implements LineListener, WorkerTurnListener {

    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

    private final LineConnection connection;
    private final Clients clients;
    private final Progress progress;

    ClientConnection(LineConnection connection, Clients clients) {
        this.connection = connection;
        this.clients = clients;
        this.progress = new Progress(clients.helloDueInNs());
    }

    @Override
    public void onLine(String line) {
        Stage stage = progress.lineCame(line);
        if (stage == Stage.GREETING) {
            read(line, () -> greet(line));
        } else if (stage == Stage.CALL) {
            read(line, () -> request(line));
        }
    }

    @Override
    public boolean onNoText(String shown) {
        safely(() -> refuse("message", Message.undecodable(shown, "its bytes are not UTF-8")));
        return true;
    }

    private void read(String line, Runnable reading) {
        if (Extent.isLarge(line)) {
            execute(clients.coders(), reading);
        } else {
            safely(reading);
        }
    }

    // The hello

    private void greet(String line) {
        try {
            String name = Message.read(line).requireName("name");
            if (Reception.isQuestion(name)) {
                finish(Envelope.success(clients.reception().answer(name, connection.peer())));
            } else if (Reception.isReload(name)) {
                execute(clients.reloaders(), () -> reload(Objects.requireNonNull(name)));
            } else {
                queue(Objects.requireNonNull(name));
            }
        } catch (Refusal e) {
            refuse("hello", e);
        }
    }

    private void reload(String order) {
        try {
            finish(Envelope.success(clients.reception().reload(order)));
        } catch (WorkerException e) {
            refuse("reload", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            connection.close();
        }
    }

    private void queue(String module) {
        try {
            WorkerTurn place = clients.workers().queue(module, client(), this);
            if (progress.hasPlace(place)) {
                acknowledge();
            } else {
                place.end();
            }
        } catch (WorkerException e) {
            refuse("hello", e);
        }
    }

    private String client() {
        return connection.peer().getAddress().getHostAddress();
    }

    private void acknowledge() {
        if (progress.problem() == null) {
            connection.send(Envelope.ACKNOWLEDGEMENT.line());
        }
        progress.acknowledged(clients.requestDueInNs());
        readOn();
    }

    /** Reads the next request, unless the module went while nobody could be told. */
    private void readOn() {
        String problem = progress.problem();
        if (problem == null) {
            connection.next();
        } else {
            refuse("worker", new Refusal(problem));
        }
    }

    // The turn

    @Override
    public void onTurn() {
        String request = progress.turnCame(clients.requestDueInNs());
        if (request != null) {
            read(request, () -> request(request));
        }
    }

    @Override
    public void onUnloaded(String problem) {
        if (progress.unloaded(problem)) {
            safely(() -> refuse("worker", new Refusal(problem)));
        }
    }

    // The request

    private void request(String line) {
        try {
            Request request = Request.read(line);
            if (request.function() == null) {
                leave();
            } else {
                call(request, request.function());
            }
        } catch (Refusal e) {
            refuse("request", e);
        }
    }

    private void call(Request request, String function) throws Refusal {
        WorkerTurn turn = Objects.requireNonNull(progress.place(), "a client whose turn it is has a place");
        CompletionStage<WorkerAnswer> answer;
        try {
            answer = request.isHelp() ? turn.help() : turn.call(function, request.args());
        } catch (IllegalStateException e) {
            throw new Refusal("the worker is gone: " + e.getMessage());
        }
        CompletionStage<WorkerAnswer> unused =
                answer.whenComplete((done, fault) -> safely(() -> answered(request, done, fault)));
    }

    private void answered(Request request, @Nullable WorkerAnswer answer, @Nullable Throwable fault) {
        if (answer == null) {
            throw new IllegalStateException("A call of " + request.function() + " was not answered", fault);
        }
        if (Extent.isLarge(answer.isError() ? answer.traceback() : answer.result())) {
            execute(clients.coders(), () -> reply(request, answer));
        } else {
            reply(request, answer);
        }
    }

    private void reply(Request request, WorkerAnswer answer) {
        String traceback = answer.traceback();
        Envelope envelope = traceback == null ? Envelope.success(answer.result()) : Envelope.failure(traceback);
        if (envelope.isError() || !request.isKeptAlive()) {
            finish(envelope);
        } else if (progress.answers(clients.takenDueInNs())) {
            CompletionStage<Void> unused =
                    connection.write(envelope.line()).whenComplete((nothing, fault) -> safely(() -> goOn(fault)));
        }
    }

    private void goOn(@Nullable Throwable fault) {
        if (fault == null) {
            progress.goesOn(clients.requestDueInNs());
            readOn();
        } else {
            LOG.debug("An answer to {} is dropped", connection.peer(), fault);
        }
    }

    // The end

    private void refuse(String place, Exception refusal) {
        LOG.warn("The {} of {} is refused: {}", place, connection.peer(), refusal.getMessage());
        finish(Envelope.failure(Traceback.of(place, String.valueOf(refusal.getMessage()))));
    }

    /** Answers and closes. */
    private void finish(Envelope envelope) {
        if (progress.answersLast(clients.takenDueInNs())) {
            endTurn();
            CompletionStage<Void> unused =
                    connection.write(envelope.line()).whenComplete((nothing, fault) -> connection.end());
        }
    }

    private void leave() {
        progress.over();
        endTurn();
        connection.end();
    }

    /** Ends it, if it took too long for what it had to do. */
    void expire(long nowInNs) {
        Stage late = progress.overdue(nowInNs);
        if (late == null) {
            return;
        }
        endTurn();
        if (late == Stage.HELLO) {
            connection.send(Envelope.failure(Traceback.of("hello", lateHello())).line());
            connection.end();
        } else {
            LOG.info(
                    "Client {} is lost: it let its time pass, to {}",
                    connection.peer(),
                    late == Stage.TURN ? "send a request" : "take an answer");
            connection.close();
        }
    }

    private String lateHello() {
        return "timeout: expected a line within " + clients.settings().helloInMs() + " ms, got \"" + connection.unread()
                + "\" and no line feed";
    }

    @Override
    public void onEnd(LineEnd end) {
        progress.over();
        endTurn();
        clients.remove(this);
        if (end == LineEnd.LINE_TOO_LONG || end == LineEnd.NOT_TEXT || end == LineEnd.SLOW_PEER) {
            LOG.warn("The connection of {} was ended: {}", connection.peer(), end);
        } else {
            LOG.debug("The connection of {} has ended: {}", connection.peer(), end);
        }
    }

    private void endTurn() {
        WorkerTurn place = progress.place();
        if (place != null) {
            place.end();
        }
    }

    // Threads

    private void execute(Executor executor, Runnable work) {
        try {
            executor.execute(() -> safely(work));
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is not answered, the protocol ends", connection.peer(), e);
            connection.close();
        }
    }

    /** Whatever fails, the client must not wait for ever, and the thread is not ours to break. */
    private void safely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            LOG.error("The connection of {} is closed, it could not be answered", connection.peer(), e);
            connection.close();
        }
    }
}
