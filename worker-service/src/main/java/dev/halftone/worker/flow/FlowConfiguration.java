package dev.halftone.worker.flow;

import dev.halftone.worker.fetch.FetchSettings;
import dev.halftone.worker.fetch.Fetcher;
import dev.halftone.worker.meter.WorkerMeter;
import dev.halftone.worker.outcome.Outcomes;
import dev.halftone.worker.outcome.Suspects;
import dev.halftone.worker.process.ProcessSettings;
import dev.halftone.worker.process.pool.ImageProcessor;
import dev.halftone.worker.store.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Joins the steps into the flow. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FlowSettings.class)
class FlowConfiguration {

    /** Beyond the processing threads: while some images are being noted, the threads have others. */
    private static final int PLACES_TO_NOTE = 2;

    @Bean
    Budget byteBudget(FlowSettings settings, MeterRegistry meters) {
        Budget budget = new Budget(settings.byteBudget());
        WorkerMeter.BYTES_CLAIMED.gauge(meters, budget, Budget::held);
        WorkerMeter.CLAIMS_WAITING.gauge(meters, budget, Budget::waiting);
        return budget;
    }

    @Bean
    DecodeGate decodeGate(ProcessSettings processing, Suspects suspects, OwnFailures ownFailures) {
        return new DecodeGate(processing.threadCount() + PLACES_TO_NOTE, suspects::add, suspects::remove, ownFailures);
    }

    @Bean
    Pace pace(DecodeGate gate, MeterRegistry meters) {
        Pace pace = new Pace(gate::waiting, gate.capacity());
        WorkerMeter.IMAGES_PACE.gauge(meters, pace, Pace::images);
        WorkerMeter.IMAGES_IN_FLIGHT.gauge(meters, pace, Pace::running);
        return pace;
    }

    @Bean
    StoredPictures storedPictures(ObjectStore store, FetchSettings fetching, OwnFailures ownFailures) {
        return new StoredPictures(store, Math.toIntExact(fetching.maxBytes().toBytes()), ownFailures);
    }

    @Bean
    Renditions renditions(
            Outcomes outcomes,
            ImageProcessor processor,
            StoredPictures storedPictures,
            ObjectStore store,
            DecodeGate gate,
            OwnFailures ownFailures,
            FlowSettings settings,
            ImageMeters meters) {
        return new Renditions(
                outcomes::stored,
                outcomes::unknown,
                (fetched, wanted, pictures) -> processor.process(fetched.sha256(), fetched.bytes(), wanted, pictures),
                storedPictures,
                store,
                gate,
                ownFailures,
                settings.imageTimeLimit(),
                meters);
    }

    @Bean
    Sources sources(
            Fetcher fetcher,
            ObjectStore store,
            FetchSettings fetching,
            OwnFailures ownFailures,
            FlowSettings settings) {
        return new Sources(
                fetcher::fetch,
                store,
                Math.toIntExact(fetching.maxBytes().toBytes()),
                ownFailures,
                settings.imageTimeLimit());
    }

    @Bean
    ImageFlow imageFlow(
            Sources sources, Renditions renditions, Budget budget, FlowSettings settings, ImageMeters meters) {
        return new ImageFlow(sources, renditions, budget, settings.maxWorkerDeaths(), meters);
    }
}
