package dev.halftone.supplychain;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers as OSV does, one id a page. */
final class StandInList implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<JsonNode, List<String>> known = new HashMap<>();
    private final Map<String, String> advisories = new HashMap<>();
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private @Nullable String instead;
    private int status = 200;
    private boolean silent;

    StandInList() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/querybatch", this::batch);
        server.createContext("/v1/vulns/", this::advisory);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** @param question as a query has it, in JSON */
    void knows(String question, String id, String advisory) {
        known.computeIfAbsent(JSON.readTree(question), asked -> new ArrayList<>())
                .add(id);
        advisories.put(id, advisory);
    }

    void answersEverythingWith(int otherStatus, String body) {
        status = otherStatus;
        instead = body;
    }

    void staysSilent() {
        silent = true;
    }

    /** Every question, without the token of its page. */
    List<JsonNode> asked() {
        return asked;
    }

    private void batch(HttpExchange exchange) throws IOException {
        List<Map<String, Object>> results = new ArrayList<>();
        for (JsonNode query :
                JSON.readTree(exchange.getRequestBody().readAllBytes()).get("queries")) {
            int page = query.path("page_token").asInt(0);
            JsonNode question = query.deepCopy().asObject().without("page_token");
            asked.add(question);
            List<String> ids = known.getOrDefault(question, List.of());
            Map<String, Object> result = new HashMap<>();
            if (page < ids.size()) {
                result.put("vulns", List.of(Map.of("id", ids.get(page))));
            }
            if (page + 1 < ids.size()) {
                result.put("next_page_token", Integer.toString(page + 1));
            }
            results.add(result);
        }
        answer(exchange, 200, JSON.writeValueAsString(Map.of("results", results)));
    }

    private void advisory(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestURI().getPath().substring("/v1/vulns/".length());
        String advisory = advisories.getOrDefault(id, "");
        answer(exchange, advisory.isEmpty() ? 404 : 200, advisory);
    }

    private void answer(HttpExchange exchange, int own, String body) throws IOException {
        try (exchange) {
            if (silent) {
                closed.await();
                return;
            }
            byte[] bytes = (instead == null ? body : instead).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(instead == null ? own : status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdown();
    }
}
