package shop.tasks;

import dev.patchbay.room.Answer;
import dev.patchbay.room.Rooms;
import dev.patchbay.session.RequiresRole;
import dev.patchbay.session.RequiresUser;
import dev.patchbay.session.User;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What ZephserverIT calls; compiled against the api that the distribution ships. */
public final class Tasks {

    private Tasks() {}

    public static final class TaskEcho implements Task<Object, Object> {
        @Override
        public Object run(Object input, TaskContext context) {
            return input;
        }
    }

    /** Answers with all it was given. */
    public static final class TaskKeys implements Task<Object, Map<String, Object>> {
        @Override
        public Map<String, Object> run(Object input, TaskContext context) {
            return context.attributes();
        }
    }

    /** Says something to whom the input names, and answers nothing itself. */
    public static final class TaskSay implements Task<Map<String, Object>, Object> {

        private final Rooms rooms;

        public TaskSay(Rooms rooms) {
            this.rooms = rooms;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Object run(Map<String, Object> input, TaskContext context) {
            String cid = (String) context.attributes().get("cid");
            Object data = input.get("data");
            switch ((String) input.get("to")) {
                case "room" -> rooms.say(Answer.toRoom((String) input.get("room"), "TaskSay", data));
                case "users" -> rooms.say(Answer.toUsers((List<String>) input.get("ids"), "TaskSay", data));
                case "all" -> rooms.say(Answer.toAll("TaskSay", data));
                case "others" -> rooms.say(Answer.toOthers(cid, "TaskSay", data));
                default -> rooms.say(Answer.toCid(cid, "TaskSay", data));
            }
            return null;
        }
    }

    @RequiresRole("staff")
    public static final class TaskStaff implements Task<Object, String> {
        @Override
        public String run(Object input, TaskContext context) {
            return "for staff";
        }
    }

    public static final class IsAlice implements Predicate<User> {
        @Override
        public boolean test(User user) {
            return user.username().equals("alice");
        }
    }

    @RequiresUser(IsAlice.class)
    public static final class TaskAlice implements Task<Object, String> {
        @Override
        public String run(Object input, TaskContext context) {
            return "for alice";
        }
    }

    public static final class TaskThrow implements Task<Object, Object> {
        @Override
        public Object run(Object input, TaskContext context) {
            throw new IllegalStateException("thrown on purpose");
        }
    }

    /** Blocks for 20 s and writes how that ended into the file the input names. */
    public static final class TaskBlock implements Task<Map<String, Object>, String> {
        @Override
        public String run(Map<String, Object> input, TaskContext context) throws Exception {
            Path file = Path.of((String) input.get("file"));
            Files.writeString(file, "begun");
            try {
                Thread.sleep(20_000);
            } catch (InterruptedException e) {
                Files.writeString(file, "interrupted");
                throw e;
            }
            Files.writeString(file, "slept");
            return "slept";
        }
    }
}
