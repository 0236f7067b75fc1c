package dev.halftone.faults.system;

import dev.halftone.lab.process.Installation;
import dev.halftone.lab.process.Ports;
import dev.halftone.lab.system.Server;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the services stand on. */
record Backing(Infra postgres, Infra kafka, Infra s3) {

    static Backing of(Installation installation, Ports ports) throws IOException {
        return new Backing(
                Infra.postgres(installation, ports), Infra.kafka(installation, ports), Infra.s3(installation, ports));
    }

    List<Infra> all() {
        return List.of(postgres, kafka, s3);
    }

    /** Side by side; returns when each answers. */
    void start() throws IOException, InterruptedException {
        Server.start(all().stream().map(Infra::server).toList());
    }

    /** Starts what does not run, and lets everything flow. */
    void mend() throws IOException, InterruptedException {
        for (Infra infra : all()) {
            infra.proxy().accept();
            infra.proxy().resume();
            infra.server().program().resume();
            if (!infra.server().program().isAlive()) {
                infra.server().start();
            }
        }
    }

    /** Its own words, by the names of environment variables. */
    Map<String, String> credentials() throws IOException {
        Map<String, String> environment = new HashMap<>();
        for (Infra infra : all()) {
            environment.putAll(infra.server().environment());
        }
        return Collections.unmodifiableMap(environment);
    }

    /** What the services are told: its own words, with the proxies' addresses. */
    Map<String, String> environment() throws IOException {
        Map<String, String> environment = new HashMap<>(credentials());
        environment.put(
                "SPRING_R2DBC_URL",
                "r2dbc:postgresql://127.0.0.1:" + postgres.proxy().port() + "/halftone");
        environment.put("HALFTONE_S3_ENDPOINT", "http://127.0.0.1:" + s3.proxy().port());
        return environment;
    }

    void closeProxies() throws IOException {
        for (Infra infra : all()) {
            infra.proxy().close();
        }
    }
}
