package dev.halftone.manifests;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Whether objects have the fields of their types: all that must be there, and none that is not known. */
final class Shapes {

    private static final Map<String, Shape> SHAPES = Map.ofEntries(
            Map.entry("v1/Namespace", V1Namespace::validateJsonElement),
            Map.entry("v1/ConfigMap", V1ConfigMap::validateJsonElement),
            Map.entry("v1/ServiceAccount", V1ServiceAccount::validateJsonElement),
            Map.entry("v1/Service", V1Service::validateJsonElement),
            Map.entry("apps/v1/Deployment", V1Deployment::validateJsonElement),
            Map.entry("apps/v1/StatefulSet", V1StatefulSet::validateJsonElement),
            Map.entry("policy/v1/PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::validateJsonElement),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy::validateJsonElement),
            Map.entry("networking.k8s.io/v1/Ingress", V1Ingress::validateJsonElement),
            Map.entry("keda.sh/v1alpha1/ScaledObject", KedaShapes::scaledObject),
            Map.entry("keda.sh/v1alpha1/TriggerAuthentication", KedaShapes::triggerAuthentication));

    private Shapes() {}

    static List<String> complaints(Manifests manifests) {
        return manifests.objects().stream().flatMap(Shapes::complaints).toList();
    }

    private static Stream<String> complaints(Node object) {
        String type = object.at("apiVersion").text() + "/" + object.at("kind").text();
        Shape shape = SHAPES.get(type);
        if (shape == null) {
            return Stream.of(object.path() + ": nobody knows what a " + type + " looks like");
        }
        try {
            shape.check(new Gson().toJsonTree(object.value()));
            return Stream.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Stream.of(object.path() + ": " + e.getMessage());
        }
    }

    /** Throws at what is not of a type. */
    @FunctionalInterface
    private interface Shape {
        void check(JsonElement object) throws IOException;
    }
}
