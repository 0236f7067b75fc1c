package dev.halftone.hostile.cell;

import static dev.halftone.hostile.client.Item.SUCCEEDED;

import dev.halftone.hostile.client.Ending;
import dev.halftone.hostile.client.Item;
import dev.halftone.hostile.network.Reply;
import dev.halftone.hostile.system.Peers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Name servers that lie, change their mind, or say nothing. */
final class NameCells {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String DENIED = "egress_denied";
    private static final String UNKNOWN = "dns_failure";
    private static final String MAPPED = "::ffff:" + Peers.FORBIDDEN;
    private static final int FLIPPING_NAMES = 12;
    private static final int IMAGES_OF_A_NAME = 12;

    private NameCells() {}

    static List<Cell> all() {
        return List.of(
                new Cell(
                        "names",
                        "answers that hide a forbidden address, or are none, end each in its own reason",
                        NameCells::names),
                new Cell(
                        "rebinding",
                        "names that lead to the lab and to a forbidden address by turns never lead there",
                        NameCells::rebinding));
    }

    private static void names(Stage stage) throws Exception {
        List<Item> items = new ArrayList<>();
        Reply lab = Reply.addresses(Peers.STRANGER);
        Reply inside = Reply.addresses(Peers.FORBIDDEN);
        ask(stage, items, "mixed", Reply.addresses(Peers.STRANGER, Peers.FORBIDDEN), DENIED);
        ask(stage, items, "mixed-families", Reply.addresses(Peers.STRANGER, "::1"), DENIED);
        ask(
                stage,
                items,
                "mixed-mapped",
                Reply.raw(EgressCase.bytes(Peers.STRANGER), EgressCase.bytes(MAPPED)),
                DENIED);
        ask(stage, items, "mapped", Reply.raw(EgressCase.bytes(MAPPED)), DENIED);
        ask(stage, items, "mapped-lab", Reply.raw(EgressCase.bytes("::ffff:" + Peers.STRANGER)), SUCCEEDED);
        ask(stage, items, "last-of-forty", Reply.addresses(forty()), DENIED);
        ask(stage, items, "alias", Reply.alias("stranger." + Peers.DOMAIN), SUCCEEDED);
        ask(stage, items, "alias-inside", Reply.alias("inside." + Peers.DOMAIN), DENIED);
        ask(stage, items, "alias-of-alias", Reply.alias("alias-inside." + Peers.DOMAIN), DENIED);
        ask(stage, items, "alias-of-itself", Reply.alias("alias-of-itself." + Peers.DOMAIN), UNKNOWN);
        ask(stage, items, "alias-localhost", Reply.alias("localhost"), UNKNOWN, DENIED);
        ask(stage, items, "over-tcp", Reply.onlyOverTcp(lab), SUCCEEDED);
        ask(stage, items, "over-tcp-inside", Reply.onlyOverTcp(inside), DENIED);
        ask(stage, items, "nothing", Reply.addresses(), UNKNOWN);
        ask(stage, items, "no-such-name", Reply.failure(Reply.NO_SUCH_NAME), UNKNOWN);
        ask(stage, items, "failing", Reply.failure(Reply.SERVER_FAILURE), UNKNOWN);
        ask(stage, items, "refusing", Reply.failure(5), UNKNOWN);
        ask(stage, items, "silent", Reply.silence(), UNKNOWN);
        ask(
                stage,
                items,
                "half-silent",
                query -> query.overTcp() || query.type() == 28 ? null : lab.to(query),
                SUCCEEDED,
                UNKNOWN);
        byte[] garbage = new byte[400];
        new Random(stage.seed()).nextBytes(garbage);
        ask(stage, items, "garbage", Reply.garbage(garbage), UNKNOWN);
        ask(stage, items, "empty-datagram", Reply.garbage(new byte[0]), UNKNOWN);
        stage.play(items, PATIENCE);
    }

    private static void ask(Stage stage, List<Item> items, String label, Reply reply, String... endings) {
        String name = label + "." + Peers.DOMAIN;
        stage.peers().names().name(name, reply);
        items.add(Item.of(label, "http://" + name + "/" + label, endings));
    }

    private static String[] forty() {
        List<String> addresses = new ArrayList<>();
        for (int i = 1; i < 40; i++) {
            addresses.add("127.77.1." + i);
        }
        addresses.add(Peers.FORBIDDEN);
        return addresses.toArray(String[]::new);
    }

    /** One who asked twice, once to judge and once to connect, would be caught every time. */
    private static void rebinding(Stage stage) throws Exception {
        List<Item> items = new ArrayList<>();
        for (int n = 0; n < FLIPPING_NAMES; n++) {
            String name = "flip-" + n + "." + Peers.DOMAIN;
            Reply good = Reply.addresses(Peers.STRANGER);
            Reply bad = n % 2 == 0 ? Reply.addresses(Peers.FORBIDDEN) : Reply.raw(EgressCase.bytes(MAPPED));
            stage.peers().names().name(name, n % 4 < 2 ? Reply.flipping(good, bad) : Reply.flipping(bad, good));
            for (int i = 0; i < IMAGES_OF_A_NAME; i++) {
                items.add(Item.of(n + "-" + i, "http://" + name + "/" + i, SUCCEEDED, DENIED, UNKNOWN));
            }
        }
        List<Ending> endings = stage.play(items, PATIENCE);
        stage.course().require(times(endings, SUCCEEDED) > FLIPPING_NAMES, "the names led to the lab");
        stage.course().require(times(endings, DENIED) > FLIPPING_NAMES, "the names led to the forbidden address");
    }

    private static long times(List<Ending> endings, String word) {
        return endings.stream().filter(ending -> ending.word().equals(word)).count();
    }
}
