package dev.halftone.manifests;

import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscalerBehavior;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of KEDA's types that are used here, after its reference; of triggers, the keys of the two kinds. */
final class KedaShapes {

    private static final Map<String, Set<String>> TRIGGERS = Map.of(
            "postgresql", Set.of("query", "targetQueryValue", "activationTargetQueryValue"),
            "kafka",
                    Set.of(
                            "bootstrapServers",
                            "consumerGroup",
                            "topic",
                            "lagThreshold",
                            "activationLagThreshold",
                            "offsetResetPolicy",
                            "tls",
                            "sasl"));

    private KedaShapes() {}

    static void scaledObject(JsonElement object) throws IOException {
        JsonElement spec = spec(object);
        fields(
                spec,
                Set.of("scaleTargetRef", "triggers"),
                Set.of("pollingInterval", "cooldownPeriod", "minReplicaCount", "maxReplicaCount", "advanced"));
        fields(spec.getAsJsonObject().get("scaleTargetRef"), Set.of("name"), Set.of("apiVersion", "kind"));
        JsonElement advanced = spec.getAsJsonObject().get("advanced");
        if (advanced != null) {
            fields(advanced, Set.of("horizontalPodAutoscalerConfig"), Set.of());
            JsonElement config = advanced.getAsJsonObject().get("horizontalPodAutoscalerConfig");
            fields(config, Set.of("behavior"), Set.of("name"));
            V2HorizontalPodAutoscalerBehavior.validateJsonElement(
                    config.getAsJsonObject().get("behavior"));
        }
        for (JsonElement trigger : spec.getAsJsonObject().getAsJsonArray("triggers")) {
            trigger(trigger);
        }
    }

    static void triggerAuthentication(JsonElement object) throws IOException {
        JsonElement spec = spec(object);
        fields(spec, Set.of("secretTargetRef"), Set.of());
        for (JsonElement reference : spec.getAsJsonObject().getAsJsonArray("secretTargetRef")) {
            fields(reference, Set.of("parameter", "name", "key"), Set.of());
        }
    }

    private static JsonElement spec(JsonElement object) throws IOException {
        fields(object, Set.of("apiVersion", "kind", "metadata", "spec"), Set.of());
        V1ObjectMeta.validateJsonElement(object.getAsJsonObject().get("metadata"));
        return object.getAsJsonObject().get("spec");
    }

    private static void trigger(JsonElement trigger) {
        fields(trigger, Set.of("type", "metadata"), Set.of("name", "metricType", "authenticationRef"));
        String type = trigger.getAsJsonObject().get("type").getAsString();
        Set<String> keys = TRIGGERS.get(type);
        if (keys == null) {
            throw new IllegalArgumentException("there is no trigger '" + type + "'");
        }
        fields(trigger.getAsJsonObject().get("metadata"), Set.of(), keys);
    }

    private static void fields(JsonElement element, Set<String> required, Set<String> optional) {
        Set<String> present = element.getAsJsonObject().keySet();
        List<String> unknown = present.stream()
                .filter(name -> !required.contains(name) && !optional.contains(name))
                .toList();
        List<String> missing =
                required.stream().filter(name -> !present.contains(name)).toList();
        if (!unknown.isEmpty() || !missing.isEmpty()) {
            throw new IllegalArgumentException("not known: " + unknown + ", missing: " + missing);
        }
    }
}
