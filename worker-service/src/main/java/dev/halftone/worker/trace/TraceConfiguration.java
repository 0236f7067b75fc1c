package dev.halftone.worker.trace;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.exporter.SpanExportingPredicate;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where nobody receives traces, nothing is traced: these stand in for OpenTelemetry's. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TraceSettings.class)
class TraceConfiguration {

    private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

    @Bean
    @ConditionalOnProperty(name = ENDPOINT, havingValue = "false", matchIfMissing = true)
    Tracer noTracer() {
        return Tracer.NOOP;
    }

    @Bean
    @ConditionalOnProperty(name = ENDPOINT, havingValue = "false", matchIfMissing = true)
    Propagator noPropagator() {
        return Propagator.NOOP;
    }

    /** Probes and scrapes come all the time and tell nothing. */
    @Bean
    SpanExportingPredicate noActuator() {
        return span -> !span.getTags().getOrDefault("uri", "").startsWith("/actuator");
    }
}
