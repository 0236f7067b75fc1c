package dev.halftone.api.submission;

import dev.halftone.api.job.PublicAddress;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** Bounds what of a form is held in memory. Its file is streamed. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SubmissionSettings.class, PublicAddress.class})
class SubmissionConfiguration implements WebFluxConfigurer {

    private final SubmissionSettings settings;

    SubmissionConfiguration(SubmissionSettings settings) {
        this.settings = settings;
    }

    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
        configurer.customCodecs().register(new HeapForms(settings));
    }
}
