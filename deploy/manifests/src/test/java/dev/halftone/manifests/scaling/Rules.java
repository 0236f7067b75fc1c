package dev.halftone.manifests.scaling;

import dev.halftone.manifests.Manifests;
import dev.halftone.manifests.Node;
import java.util.List;

/**
 * What the ScaledObject says.
 *
 * @param poll seconds between two looks of KEDA's, which decide on the first worker and the last
 * @param cooldown seconds without anything owed before the last worker goes
 * @param most workers
 * @param target what is owed for each worker
 * @param up how the number may grow
 * @param down how it may shrink
 */
record Rules(int poll, int cooldown, int most, int target, Growth up, Shrinking down) {

    static Rules of(Manifests manifests) {
        Node spec = manifests.get("ScaledObject", "halftone-worker").at("spec");
        Node behavior = spec.at("advanced", "horizontalPodAutoscalerConfig", "behavior");
        List<Node> up = behavior.at("scaleUp", "policies").items();
        Node down = behavior.at("scaleDown", "policies").items().getFirst();
        return new Rules(
                spec.at("pollingInterval").number(),
                spec.at("cooldownPeriod").number(),
                spec.at("maxReplicaCount").number(),
                spec.at("triggers")
                        .named("owed")
                        .at("metadata", "targetQueryValue")
                        .number(),
                new Growth(
                        value(up, "Percent"),
                        value(up, "Pods"),
                        up.getFirst().at("periodSeconds").number()),
                new Shrinking(
                        down.at("value").number(),
                        down.at("periodSeconds").number(),
                        behavior.at("scaleDown", "stabilizationWindowSeconds").number()));
    }

    private static int value(List<Node> policies, String type) {
        return policies.stream()
                .filter(policy -> policy.at("type").text().equals(type))
                .findFirst()
                .orElseThrow()
                .at("value")
                .number();
    }

    /** The larger of the two, in a period of seconds. */
    record Growth(int percent, int pods, int period) {}

    /** No faster than by that in a period of seconds, and to no fewer than were wanted within the window before. */
    record Shrinking(int percent, int period, int window) {}
}
