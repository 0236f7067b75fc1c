package dev.halftone.hostile.cell;

import dev.halftone.hostile.client.Item;
import dev.halftone.hostile.network.Reply;
import dev.halftone.hostile.system.Peers;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Where nobody may connect, in every form in which it can be written. */
final class AddressCells {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String DENIED = "egress_denied";

    /** What the accepted URLs' names lead to: any public address. */
    private static final String PUBLIC = "93.184.215.14";

    /** Beside those of the table. */
    private static final List<String> FORBIDDEN = List.of(
            "127.0.0.1",
            "127.66.0.1",
            "::1",
            "::ffff:127.66.0.1",
            "::127.66.0.1",
            "::ffff:0:127.66.0.1",
            "64:ff9b::7f42:1",
            "64:ff9b:1::7f42:1",
            "2002:7f42:1::1",
            "2001:0:7f42:1::1",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.0.1",
            "100.64.0.1",
            "169.254.169.254",
            "fd00:ec2::254",
            "fc00::1",
            "3fff::1");

    private AddressCells() {}

    static List<Cell> all() {
        return List.of(
                new Cell(
                        "addresses",
                        "each address of the table, written in the URL and behind a name, has its verdict at the connection",
                        AddressCells::addresses),
                new Cell(
                        "urls",
                        "each URL of the table is rejected, denied at the connection, or reaches its host",
                        AddressCells::urls));
    }

    private static void addresses(Stage stage) throws Exception {
        List<EgressCase> cases = new ArrayList<>(EgressCase.all("ip"));
        FORBIDDEN.forEach(literal -> cases.add(new EgressCase("ip", literal, "block")));
        List<Item> items = new ArrayList<>();
        for (EgressCase it : cases) {
            String named = "address-" + items.size() + "." + Peers.DOMAIN;
            stage.peers().names().name(named, Reply.raw(EgressCase.bytes(it.input())));
            String[] literal = it.isOpen() ? new String[] {Item.SUCCEEDED} : new String[] {Item.REJECTED};
            items.add(Item.of("literal-" + items.size(), "http://" + EgressCase.host(it.input()) + "/", literal));
            items.add(Item.of("named-" + items.size(), "http://" + named + "/", it.isOpen() ? Item.SUCCEEDED : DENIED));
            if (it.isOpen()) {
                stage.peers().canaries().open(InetAddress.ofLiteral(it.input()));
            }
        }
        stage.play(items, PATIENCE);
        for (EgressCase it : cases) {
            stage.course()
                    .require(
                            !it.isOpen() || stage.peers().canaries().isReached(InetAddress.ofLiteral(it.input())),
                            it.input() + " is reached");
        }
    }

    private static void urls(Stage stage) throws Exception {
        InetAddress open = InetAddress.ofLiteral(PUBLIC);
        stage.peers().canaries().open(open);
        for (String name : List.of("example.com", "xn--bcher-kva.example", "cdn.shopify.com")) {
            stage.peers().names().name(name, Reply.addresses(PUBLIC));
        }
        List<Item> items = new ArrayList<>();
        for (EgressCase it : EgressCase.all("url")) {
            String[] endings = switch (it.verdict()) {
                case "accept" -> new String[] {"tls_failed"}; // it is there, but has another's certificate
                default -> new String[] {Item.REJECTED};
            };
            items.add(Item.of("url-" + items.size(), it.input(), endings));
        }
        stage.play(items, PATIENCE);
        stage.course().require(stage.peers().canaries().isReached(open), "an accepted URL's host is reached");
    }
}
