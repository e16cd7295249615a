import dev.patchbay.module.helper.ModuleCommands;
import dev.patchbay.module.helper.ModuleOwner;
import dev.patchbay.module.helper.ModuleProcess;
import dev.patchbay.module.helper.ModuleRefusal;
import java.io.IOException;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Rolls dice when it is told to, with Patchbay's helper for Java; started from its source by {@code dice.sh}. */
public class Dice implements ModuleCommands {

    private final ModuleOwner owner;
    private long sides;

    public Dice(ModuleOwner owner) {
        this.owner = owner;
    }

    public static void main(String[] args) throws IOException {
        ModuleProcess.run(args, Dice::new);
    }

    @Override
    public void init(Map<String, Object> args) throws ModuleRefusal {
        if (!(args.getOrDefault("sides", 6L) instanceof Long number) || number < 2) {
            throw new ModuleRefusal("Expected sides, a whole number from 2, got " + args.get("sides"));
        }
        sides = number;
        owner.set(Map.of("sides", sides));
    }

    @Override
    public Object tell(String command, Map<String, Object> args) throws Exception {
        return switch (command) {
            case "roll" -> roll();
            default -> ModuleCommands.super.tell(command, args);
        };
    }

    private long roll() {
        long result = RandomGenerator.getDefault().nextLong(1, sides + 1);
        owner.set(Map.of("last", result));
        return result;
    }
}
