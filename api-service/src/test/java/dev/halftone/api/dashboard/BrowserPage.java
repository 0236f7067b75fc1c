package dev.halftone.api.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A tab, used as a person would use it: it is looked at, clicked on and typed into. */
final class BrowserPage implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Set<String> COMPLAINTS = Set.of("Runtime.exceptionThrown", "Log.entryAdded");

    private static final Path PICTURES = Path.of("target", "pictures");

    private final DevTools tools;

    BrowserPage(DevTools tools) {
        this.tools = tools;
        List.of("Page", "Runtime", "Log", "DOM").forEach(domain -> tools.call(domain + ".enable", Map.of()));
        resize(1280, 900);
    }

    void go(String address) {
        tools.call("Page.navigate", Map.of("url", address));
        await("location.href === '" + address + "' && document.readyState === 'complete'");
    }

    void resize(int width, int height) {
        tools.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Asks for {@code light} or {@code dark} colours. */
    void prefer(String scheme) {
        tools.call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** What the script gives, in the page; a promise is waited for. */
    JsonNode run(String script) {
        JsonNode answer = tools.call(
                "Runtime.evaluate", Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(answer.get("exceptionDetails"));
        }
        return answer.get("result").path("value");
    }

    /** Waits until the condition, a script, holds. */
    void await(String condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (holds(condition)) {
                return;
            }
            Pause.briefly();
        }
        throw new AssertionError(condition + " does not hold; the page at "
                + run("location.href").asString() + " shows:\n"
                + run("document.body.innerText").asString() + "\nand was sent:\n"
                + run("performance.getEntriesByType('resource').map(sent => `${sent.name} ${sent.responseStatus}`).join('\\n')")
                        .asString());
    }

    // a page that is just being left takes the script's context along
    private boolean holds(String condition) {
        try {
            return run("Boolean(" + condition + ")").asBoolean();
        } catch (AssertionError | IllegalStateException e) {
            return false;
        }
    }

    /** Waits until the element is shown and has the text in it. */
    void awaitText(String selector, String text) {
        await(
                "[...document.querySelectorAll(`%s`)].some(found => found.checkVisibility() && found.textContent.includes(`%s`))"
                        .formatted(selector, text));
    }

    String text(String selector) {
        return run("document.querySelector(`" + selector + "`).textContent").asString();
    }

    int count(String selector) {
        return run("document.querySelectorAll(`" + selector + "`).length").asInt();
    }

    /** Presses the mouse where the element is: whatever lies over it would get the click. */
    void click(String selector) {
        await("document.querySelector(`" + selector + "`)?.checkVisibility()");
        run("document.querySelector(`" + selector + "`).scrollIntoView({block: 'center', behavior: 'instant'})");
        JsonNode box = run("document.querySelector(`" + selector + "`).getBoundingClientRect().toJSON()");
        double x = box.get("x").asDouble() + box.get("width").asDouble() / 2;
        double y = box.get("y").asDouble() + box.get("height").asDouble() / 2;
        List.of("mousePressed", "mouseReleased")
                .forEach(type -> tools.call(
                        "Input.dispatchMouseEvent",
                        Map.of("type", type, "x", x, "y", y, "button", "left", "clickCount", 1)));
    }

    void type(String selector, String text) {
        run("document.querySelector(`" + selector + "`).focus()");
        tools.call("Input.insertText", Map.of("text", text));
    }

    void press(String key, int code) {
        String typed = key.equals("Enter") ? "\r" : "";
        List.of("keyDown", "keyUp")
                .forEach(type -> tools.call(
                        "Input.dispatchKeyEvent",
                        Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code, "text", typed)));
    }

    void choose(String selector, Path file) {
        JsonNode root = tools.call("DOM.getDocument", Map.of()).get("root");
        JsonNode input = tools.call(
                "DOM.querySelector", Map.of("nodeId", root.get("nodeId").asInt(), "selector", selector));
        tools.call(
                "DOM.setFileInputFiles",
                Map.of("nodeId", input.get("nodeId").asInt(), "files", List.of(file.toString())));
    }

    /** What scripts threw, and what the browser itself complained about, such as a violated policy. */
    List<String> complaints() {
        return tools.events().stream()
                .filter(event -> COMPLAINTS.contains(event.get("method").asString()))
                .map(JsonNode::toString)
                .toList();
    }

    /** The complaints so far, which were expected. */
    List<String> forgetComplaints() {
        List<String> expected = complaints();
        tools.forgetEvents();
        return expected;
    }

    /** What has the focus, by its text. */
    String focused() {
        return run("document.activeElement.textContent").asString();
    }

    /** Keeps a picture of the whole page, to be looked at by people. */
    void picture(String name) throws IOException {
        JsonNode size = tools.call("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
        Map<String, Object> whole =
                Map.of("x", 0, "y", 0, "width", size.get("width"), "height", size.get("height"), "scale", 1);
        JsonNode shot = tools.call("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", whole));
        Files.createDirectories(PICTURES);
        Files.write(
                PICTURES.resolve(name + ".png"),
                Base64.getDecoder().decode(shot.get("data").asString()));
    }

    @Override
    public void close() {
        tools.call("Page.close", Map.of());
        tools.close();
    }
}
