package dev.halftone.api.manifest;

import dev.halftone.egress.EgressPolicy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ManifestSettings.class, FetchSettings.class, EgressSettings.class})
class ManifestConfiguration {

    @Bean
    EgressPolicy egressPolicy(EgressSettings settings) {
        return settings.policy();
    }
}
