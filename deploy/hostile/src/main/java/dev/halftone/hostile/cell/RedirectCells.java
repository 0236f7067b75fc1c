package dev.halftone.hostile.cell;

import static dev.halftone.hostile.client.Item.SUCCEEDED;

import dev.halftone.hostile.client.Item;
import dev.halftone.hostile.network.Reply;
import dev.halftone.hostile.peer.Script;
import dev.halftone.hostile.system.Peers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hosts that send on to where nobody may go, or round in circles. */
final class RedirectCells {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String DENIED = "egress_denied";
    private static final String TOO_MANY = "too_many_redirects";
    private static final String STATUS = "http_status";
    private static final int MAX = 4;

    private RedirectCells() {}

    static List<Cell> all() {
        return List.of(new Cell(
                "redirects",
                "every hop is judged anew: forbidden targets, schemes and ports, lost security, circles",
                RedirectCells::redirects));
    }

    private static void redirects(Stage stage) throws Exception {
        List<Item> items = new ArrayList<>();
        targets().forEach((label, target) -> add(stage, items, label, Script.redirect(target), DENIED));
        add(stage, items, "elsewhere", Script.redirect(Peers.url("/photo")), SUCCEEDED);
        add(stage, items, "relative", Script.redirect("photo?x=../../.."), SUCCEEDED);
        add(stage, items, "in-a-circle", Script.redirect("/in-a-circle"), TOO_MANY);
        add(stage, items, "empty", Script.redirect(""), TOO_MANY);
        add(stage, items, "nowhere", Script.head("302 Found"), STATUS);
        add(stage, items, "garbage", Script.redirect("ht\u00fctp://%zz\t[["), DENIED);
        add(stage, items, "100-kib", Script.redirect(Peers.url("/" + "a".repeat(100_000))), DENIED, "connect_failed");
        add(
                stage,
                items,
                "endless-body",
                Script.endless("HTTP/1.1 302 Found\r\nLocation: /photo\r\n\r\n", "a".repeat(8192), 0),
                SUCCEEDED);
        hops(stage, items, MAX, SUCCEEDED);
        hops(stage, items, MAX + 1, TOO_MANY);
        secure(stage, items);
        flipping(stage, items);
        stage.play(items, PATIENCE);
    }

    private static Map<String, String> targets() {
        Map<String, String> targets = new LinkedHashMap<>();
        targets.put("literal", "http://" + Peers.FORBIDDEN + "/");
        targets.put("without-scheme", "//" + Peers.FORBIDDEN + "/");
        targets.put("v6", "http://[::1]/");
        targets.put("mapped", "http://[::ffff:" + Peers.FORBIDDEN + "]/");
        targets.put("compatible", "http://[::" + Peers.FORBIDDEN + "]/");
        targets.put("decimal", "http://2135031809/");
        targets.put("octal", "http://0177.0102.0.1/");
        targets.put("short", "http://127.1/");
        targets.put("localhost", "http://localhost/");
        targets.put("name", "http://inside." + Peers.DOMAIN + "/");
        targets.put("metadata", "http://169.254.169.254/latest/meta-data/");
        targets.put("userinfo", "http://a:b@stranger." + Peers.DOMAIN + "/photo");
        targets.put("userinfo-tricks", "http://stranger." + Peers.DOMAIN + "@" + Peers.FORBIDDEN + "/");
        targets.put("backslash", "http://stranger." + Peers.DOMAIN + "\\@" + Peers.FORBIDDEN + "/");
        targets.put("port", "http://stranger." + Peers.DOMAIN + ":6379/");
        targets.put("file", "file:///etc/passwd");
        targets.put("ftp", "ftp://stranger." + Peers.DOMAIN + "/photo");
        targets.put("gopher", "gopher://" + Peers.FORBIDDEN + ":6379/_FLUSHALL");
        targets.put("data", "data:image/png;base64,iVBORw0KGgo=");
        targets.put("jar", "jar:http://" + Peers.FORBIDDEN + "/a.jar!/b");
        return targets;
    }

    private static void add(Stage stage, List<Item> items, String label, Script script, String... endings) {
        stage.peers().stranger().play("/" + label, script);
        items.add(Item.of(label, Peers.url("/" + label), endings));
    }

    private static void hops(Stage stage, List<Item> items, int many, String ending) {
        for (int hop = 1; hop < many; hop++) {
            stage.peers()
                    .stranger()
                    .play("/" + many + "-hops-" + hop, Script.redirect("/" + many + "-hops-" + (hop + 1)));
        }
        stage.peers().stranger().play("/" + many + "-hops-" + many, Script.redirect("/photo"));
        items.add(Item.of(many + "-hops", Peers.url("/" + many + "-hops-1"), ending));
    }

    private static void secure(Stage stage, List<Item> items) {
        String secure = "https://stranger." + Peers.DOMAIN;
        stage.peers().stranger().play("/down", Script.redirect(Peers.url("/photo")));
        stage.peers().stranger().play("/across", Script.redirect("/photo"));
        stage.peers().stranger().play("/up", Script.redirect(secure + "/across"));
        items.add(Item.of("https", secure + "/photo", SUCCEEDED));
        items.add(Item.of("https-to-http", secure + "/down", TOO_MANY));
        items.add(Item.of("https-to-https", secure + "/across", SUCCEEDED));
        items.add(Item.of("http-to-https", Peers.url("/up"), SUCCEEDED));
        stage.peers().names().name("other.test", Reply.addresses(Peers.STRANGER));
        items.add(Item.of("https-of-another", "https://other.test/photo", "tls_failed"));
        items.add(Item.of(
                "https-where-none-is", "https://stranger." + Peers.DOMAIN + ":80/photo", "tls_failed", "timeout"));
    }

    private static void flipping(Stage stage, List<Item> items) {
        String name = "redirected-flip." + Peers.DOMAIN;
        stage.peers()
                .names()
                .name(name, Reply.flipping(Reply.addresses(Peers.STRANGER), Reply.addresses(Peers.FORBIDDEN)));
        for (int i = 0; i < 10; i++) {
            add(stage, items, "to-flip-" + i, Script.redirect("http://" + name + "/photo"), SUCCEEDED, DENIED);
        }
    }
}
