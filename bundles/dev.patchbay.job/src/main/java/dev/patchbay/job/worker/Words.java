package dev.patchbay.job.worker;

/** What the node and the worker call things in their messages. */
public final class Words {

    /** What a message is: one of the words below. */
    public static final String TYPE = "type";

    /** To the worker: look at the input. */
    public static final String VERIFY = "verify";
    /** To the worker: run. */
    public static final String RUN = "run";
    /** To the worker, after a failure: undo. */
    public static final String ROLL_BACK = "roll_back";
    /** To the worker: end soon. */
    public static final String ABORT = "abort";
    /** To the worker: the answer to a request. */
    public static final String ANSWER = "answer";
    /** To the worker: a request was refused. */
    public static final String REFUSAL = "refusal";
    /** To the worker: a subtask is further. */
    public static final String SUBTASK_PROGRESS = "subtask_progress";

    /** To the node: the input has been looked at. */
    public static final String VERIFIED = "verified";
    /** To the node: it has run, or undone. */
    public static final String RESULT = "result";
    /** To the node: it threw. */
    public static final String FAILED = "failed";
    /** To the node: it is further. */
    public static final String PROGRESS = "progress";
    /** To the node: something to be recorded. */
    public static final String WARNING = "warning";
    /** To the node: something to be published. */
    public static final String EVENT = "event";
    /** To the node: a subtask is to end. */
    public static final String ABORT_SUBTASK = "abort_subtask";
    /** To the node: all subtasks are to end. */
    public static final String ABORT_SUBTASKS = "abort_subtasks";
    /** To the node: something to be answered. */
    public static final String REQUEST = "request";

    /** Requests. */
    public static final String START = "start";
    /** Requests. */
    public static final String JOIN = "join";
    /** Requests. */
    public static final String VERIFY_SUBTASK = "verify_subtask";
    /** Requests. */
    public static final String CALL = "call";
    /** Requests. */
    public static final String ENVIRONMENT = "environment";

    private Words() {}
}
