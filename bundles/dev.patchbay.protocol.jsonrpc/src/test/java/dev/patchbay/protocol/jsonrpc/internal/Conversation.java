package dev.patchbay.protocol.jsonrpc.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A block of a document in which lines with {@code →} go to the node and lines with {@code ←} come from it. */
record Conversation(List<Turn> turns) {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```json\\n(.*?)^```$");
    private static final Pattern TURN = Pattern.compile("(?ms)^([→←]) (.*?)(?=^[→←]|\\z)");

    /** One message. */
    record Turn(boolean isToTheNode, String text) {}

    static List<Conversation> in(String document) {
        return BLOCK.matcher(document)
                .results()
                .map(block -> new Conversation(turnsIn(block.group(1))))
                .toList();
    }

    private static List<Turn> turnsIn(String block) {
        List<Turn> turns = new ArrayList<>();
        Matcher turn = TURN.matcher(block);
        while (turn.find()) {
            turns.add(new Turn(turn.group(1).equals("→"), turn.group(2)));
        }
        return turns;
    }
}
