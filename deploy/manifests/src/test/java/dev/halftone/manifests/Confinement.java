package dev.halftone.manifests;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/** Whether pods may do what they must and nothing beside it: the restricted profile, no tokens, and the ways through the network. */
final class Confinement {

    private final List<String> complaints = new ArrayList<>();

    private Confinement() {}

    static List<String> complaints(Manifests manifests) {
        Confinement confinement = new Confinement();
        try {
            manifests.all("Deployment").forEach(confinement::pods);
            manifests.all("StatefulSet").forEach(confinement::pods);
            manifests.all("Deployment").forEach(confinement::closed);
            manifests
                    .all("ServiceAccount")
                    .forEach(account -> confinement.equal(account, "false", "automountServiceAccountToken"));
            confinement.network(manifests);
        } catch (NoSuchElementException e) {
            confinement.complaints.add(Objects.requireNonNull(e.getMessage()));
        }
        return confinement.complaints;
    }

    private void pods(Node object) {
        Node pod = object.at("spec", "template", "spec");
        equal(pod, "false", "automountServiceAccountToken");
        // else another service's name is a setting
        equal(pod, "false", "enableServiceLinks");
        equal(pod, "true", "securityContext", "runAsNonRoot");
        equal(pod, "RuntimeDefault", "securityContext", "seccompProfile", "type");
        pod.at("containers").items().forEach(container -> {
            equal(container, "false", "securityContext", "allowPrivilegeEscalation");
            equal(container, "[ALL]", "securityContext", "capabilities", "drop");
            container.at("resources", "requests", "cpu");
            container.at("resources", "requests", "memory");
            container.at("resources", "limits", "memory");
        });
    }

    private void closed(Node deployment) {
        Node pod = deployment.at("spec", "template", "spec");
        pod.at("topologySpreadConstraints");
        pod.at("containers")
                .items()
                .forEach(container -> equal(container, "true", "securityContext", "readOnlyRootFilesystem"));
        pod.at("volumes").items().forEach(volume -> volume.at("emptyDir", "sizeLimit"));
    }

    private void network(Manifests manifests) {
        equal(manifests.get("NetworkPolicy", "nothing-else"), "[Ingress, Egress]", "spec", "policyTypes");
        equal(manifests.get("NetworkPolicy", "nothing-else"), "{}", "spec", "podSelector");
        manifests
                .all("NetworkPolicy")
                .filter(policy -> policy.at("spec").has("egress"))
                .filter(policy -> !policy.at("metadata", "name").text().equals("worker"))
                .flatMap(policy -> policy.at("spec", "egress").items().stream())
                .flatMap(rule -> rule.at("to").items().stream())
                .filter(peer -> peer.has("ipBlock"))
                .map(peer -> peer.at("ipBlock", "cidr"))
                .filter(cidr -> cidr.text().endsWith("/0"))
                .forEach(cidr -> complaints.add(cidr.path() + " is the world, which is the workers' alone"));
    }

    private void equal(Node node, String expected, String... keys) {
        Node found = node.at(keys);
        if (!found.text().equals(expected)) {
            complaints.add(found.path() + " is " + found.text() + " and has to be " + expected);
        }
    }
}
