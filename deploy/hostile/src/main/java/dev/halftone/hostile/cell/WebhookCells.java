package dev.halftone.hostile.cell;

import dev.halftone.hostile.client.Item;
import dev.halftone.hostile.client.Job;
import dev.halftone.hostile.network.Reply;
import dev.halftone.hostile.peer.Exchange;
import dev.halftone.hostile.peer.Script;
import dev.halftone.hostile.system.Peers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Receivers that answer anything but a plain 2xx. */
final class WebhookCells {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LATEST = Duration.ofSeconds(3);
    private static final int HOSTS = 30;
    private static final int ORDINARY_JOBS = 12;

    private WebhookCells() {}

    static List<Cell> all() {
        return List.of(new Cell(
                "webhooks",
                "receivers that are slow, endless, gone, or send elsewhere delay no ordinary one, and are not followed",
                WebhookCells::webhooks));
    }

    /** What a kind of receiver may leave in the log of attempts. */
    private record Hook(Script script, Set<String> attempts) {

        static Hook of(Script script, String... attempts) {
            return new Hook(script, Set.of(attempts));
        }
    }

    private static Map<String, Hook> hooks() {
        String redirect = "http://" + Peers.FORBIDDEN + "/hook";
        Map<String, Hook> hooks = new LinkedHashMap<>();
        hooks.put("silent", Hook.of(Exchange::hold, "timeout"));
        hooks.put("dripping", Hook.of(Script.endless("HTTP/1.1 200 OK\r\n", "X: a\r\n", 300), "timeout"));
        hooks.put("endless", Hook.of(Script.endless("HTTP/1.1 500 No\r\n\r\n", "x".repeat(8192), 0), "500"));
        hooks.put("garbage", Hook.of(Script.raw("\0\1\2\3 not HTTP at all\r\n\r\n"), "connect_failed"));
        hooks.put(
                "headers",
                Hook.of(Script.endless("HTTP/1.1 200 OK\r\n", "X: a\r\n".repeat(1000), 0), "connect_failed"));
        hooks.put("gone", Hook.of(Script.head("410 Gone"), "410"));
        hooks.put("redirect", Hook.of(Script.redirect(redirect), "302"));
        hooks.put("redirect-for-good", Hook.of(Script.head("308 Permanent", "Location: " + redirect), "308"));
        hooks.put("later", Hook.of(Script.head("503 Later", "Retry-After: 3"), "503"));
        hooks.put("reset", Hook.of(Exchange::reset, "connect_failed"));
        return hooks;
    }

    private static void webhooks(Stage stage) throws Exception {
        long alone = latest(stage, "alone");
        List<Job> jobs = new ArrayList<>();
        List<Hook> kinds = new ArrayList<>();
        for (Map.Entry<String, Hook> hook : hooks().entrySet()) {
            stage.peers()
                    .stranger()
                    .play("/hook/" + hook.getKey(), hook.getValue().script());
            for (int i = 0; i < HOSTS; i++) {
                String url = "http://" + hook.getKey() + "-" + i + "." + Peers.DOMAIN + "/hook/" + hook.getKey();
                jobs.add(told(stage, Stage.HOSTILE, hook.getKey() + i, url));
                kinds.add(hook.getValue());
            }
        }
        forbidden(stage, jobs, kinds);
        stage.course().given(jobs.size());
        long beside = latest(stage, "beside");
        stage.course()
                .saw("ordinary webhooks came at most " + alone + " ms after their job's end alone, " + beside
                        + " ms beside " + jobs.size() + " hostile ones");
        stage.course().expect(beside <= alone + LATEST.toMillis(), "an ordinary webhook comes within " + LATEST);
        stage.course().expect(Stage.comes(PATIENCE, () -> pending(stage) == 0), "every delivery ends");
        stage.course()
                .expect(stage.peers().stranger().asked("/hook/gone") == HOSTS, "a receiver that is gone is told once");
        for (int i = 0; i < jobs.size(); i++) {
            List<String> attempts = stage.api().attempts(jobs.get(i));
            stage.course()
                    .expect(
                            !attempts.isEmpty() && kinds.get(i).attempts().containsAll(attempts),
                            jobs.get(i).items().getFirst().name() + " was attempted as " + attempts);
        }
    }

    private static void forbidden(Stage stage, List<Job> jobs, List<Hook> kinds) throws Exception {
        String flipping = "hook-flip." + Peers.DOMAIN;
        stage.peers()
                .names()
                .name(flipping, Reply.flipping(Reply.addresses(Peers.FORBIDDEN), Reply.addresses(Peers.STRANGER)));
        stage.peers().stranger().play("/hook/no", Script.head("500 No"));
        jobs.add(told(stage, Stage.HOSTILE, "flipping", "http://" + flipping + "/hook/no"));
        kinds.add(Hook.of(Script.head(""), "egress_denied", "500"));
        jobs.add(told(stage, Stage.HOSTILE, "inside", "http://inside." + Peers.DOMAIN + "/"));
        kinds.add(Hook.of(Script.head(""), "egress_denied"));
        jobs.add(told(stage, Stage.HOSTILE, "nowhere", "http://nowhere.test/"));
        kinds.add(Hook.of(Script.head(""), "dns_failure"));
    }

    private static Job told(Stage stage, String tenant, String name, String webhook) throws Exception {
        Item item = Item.of(name, Peers.url("/photo"), Item.SUCCEEDED);
        return stage.submit(tenant, List.of(item), Map.of("webhookUrl", webhook));
    }

    private static long pending(Stage stage) throws java.sql.SQLException {
        return stage.database().number("SELECT count(*) FROM halftone.deliveries WHERE state = 'pending'");
    }

    /** How many milliseconds after its job's end the latest of some ordinary webhooks came. */
    private static long latest(Stage stage, String when) throws Exception {
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < ORDINARY_JOBS; i++) {
            jobs.add(told(
                    stage, Stage.ORDINARY, when + i, stage.peers().receiver().url("/" + when + i)));
        }
        stage.course()
                .expect(
                        Stage.comes(PATIENCE, () -> jobs.stream().allMatch(job -> isTold(stage, job))),
                        "every ordinary receiver is told");
        long latest = 0;
        for (Job job : jobs) {
            latest = Math.max(latest, stage.database().number("""
                    SELECT (extract(epoch FROM d.finished_at - j.completed_at) * 1000)::bigint
                    FROM halftone.deliveries d JOIN halftone.jobs j ON j.id = d.job_id WHERE j.id = ?::uuid
                    """, job.requestId()));
        }
        return latest;
    }

    private static boolean isTold(Stage stage, Job job) {
        return !stage.peers()
                .receiver()
                .told("/" + job.items().getFirst().name())
                .isEmpty();
    }
}
