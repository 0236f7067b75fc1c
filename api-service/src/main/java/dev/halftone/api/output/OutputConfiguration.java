package dev.halftone.api.output;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(S3Settings.class)
class OutputConfiguration {

    @Bean
    OutputUrls outputUrls(S3Settings settings) {
        return settings.publicBaseUrl().isEmpty()
                ? new PresignedUrls(settings)
                : new PublicUrls(settings.publicBaseUrl());
    }
}
