package dev.halftone.worker.flow;

import dev.halftone.worker.fetch.FetchSettings;
import dev.halftone.worker.fetch.Fetcher;
import dev.halftone.worker.meter.WorkerMeter;
import dev.halftone.worker.outcome.Outcomes;
import dev.halftone.worker.process.ImageProcessor;
import dev.halftone.worker.store.ObjectStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Joins the steps into the flow. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FlowSettings.class)
class FlowConfiguration {

    @Bean
    ByteBudget byteBudget(FlowSettings settings, MeterRegistry meters) {
        ByteBudget budget = new ByteBudget(settings.byteBudget());
        Gauge.builder(WorkerMeter.BYTES_CLAIMED.getName(), budget, ByteBudget::held)
                .baseUnit(WorkerMeter.BYTES_CLAIMED.getBaseUnit())
                .register(meters);
        Gauge.builder(WorkerMeter.CLAIMS_WAITING.getName(), budget, ByteBudget::waiting)
                .register(meters);
        return budget;
    }

    @Bean
    Renditions renditions(
            Outcomes outcomes,
            ImageProcessor processor,
            ObjectStore store,
            OwnFailures ownFailures,
            FlowSettings settings,
            ImageMeters meters) {
        return new Renditions(
                outcomes::stored, processor::process, store, ownFailures, settings.imageTimeLimit(), meters);
    }

    @Bean
    ImageFlow imageFlow(
            Fetcher fetcher,
            Renditions renditions,
            ByteBudget budget,
            FetchSettings fetching,
            OwnFailures ownFailures,
            FlowSettings settings,
            ImageMeters meters) {
        return new ImageFlow(
                fetcher::fetch,
                renditions,
                budget,
                fetching.maxBytes().toBytes(),
                ownFailures,
                settings.imageTimeLimit(),
                meters);
    }
}
