package dev.patchbay.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.testing.FreePorts;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** The chat example in two browsers on two nodes of a cluster. */
public class ChatIT {

    private static final long PHONE_WIDTH = 390;

    private static Browser ada;
    private static Browser eve;
    private static NodeProcess east;
    private static NodeProcess west;

    @BeforeClass
    public static void startTwoNodesAndTwoBrowsers() throws Exception {
        ada = Browser.open();
        eve = Browser.open();
        String members = "[\"east=127.0.0.1:%d\",\"west=127.0.0.1:%d\"]".formatted(FreePorts.next(), FreePorts.next());
        east = start("east", members);
        west = start("west", members);
        enter(ada, east, "Ada");
        enter(eve, west, "Eve");
    }

    private static NodeProcess start(String name, String members) throws Exception {
        NodeProcess node = NodeProcess.started("{\"host\": {\"name\": \"" + name
                + "\"}, \"http\": {\"port\": %d}, \"cluster\": {\"members\": " + members + "}}");
        node.deploy("chat");
        node.awaitCall("chat.rooms");
        return node;
    }

    private static void enter(Browser browser, NodeProcess node, String name) {
        browser.go("http://127.0.0.1:" + node.port() + "/chat");
        browser.type("#name", name);
        browser.click("#door button");
        browser.awaitText("#present", name);
    }

    @AfterClass
    public static void stopThem() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {ada, eve, east, west}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    public void eachSeesTheOtherAndReadsWhatTheOtherWrites() throws Exception {
        assertTrue(ada.awaitText("#present", "Eve").contains("west"));
        assertTrue(eve.awaitText("#present", "Ada").contains("east"));
        ada.type("#text", "Grüße aus dem Osten 🌅");
        ada.click("#say button");
        eve.awaitText("#messages", "Grüße aus dem Osten 🌅");
        eve.type("#text", "Und aus dem Westen");
        eve.click("#say button");
        ada.awaitText("#messages", "Und aus dem Westen");
        ada.resize(1200, 800);
        ada.screenshot("chat-wide");
        eve.resize((int) PHONE_WIDTH, 800);
        eve.screenshot("chat-phone");
        assertEquals(
                "nothing to scroll sideways",
                true,
                eve.script("return document.documentElement.scrollWidth <= window.innerWidth"));
    }

    @Test
    public void whoComesLaterReadsWhatWasSaidBeforeOnTheOtherNode() throws Exception {
        ada.type("#new-room-name", "Attic");
        ada.click("#new-room button");
        ada.awaitText("#room-name", "Attic");
        ada.type("#text", "anybody up here?");
        ada.click("#say button");
        ada.awaitText("#messages", "anybody up here?");
        try (Browser late = Browser.open()) {
            late.go("http://127.0.0.1:" + west.port() + "/chat#Attic");
            late.type("#name", "Leo");
            late.click("#door button");
            late.awaitText("#messages", "anybody up here?");
            ada.awaitText("#present", "Leo");
        }
        ada.awaitNoText("#present", "Leo");
        ada.click("#rooms li:nth-child(3) button");
        ada.awaitText("#room-name", "Lobby");
    }
}
