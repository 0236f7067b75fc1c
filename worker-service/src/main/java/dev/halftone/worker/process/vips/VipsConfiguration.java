package dev.halftone.worker.process.vips;

import dev.halftone.worker.process.ImageCodec;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has libvips decode and encode. */
@Configuration(proxyBeanMethods = false)
class VipsConfiguration {

    @Bean
    ImageCodec imageCodec() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        return new VipsCodec(LibVips.load(NativeLibrary.ofThisPlatform().extractedUnder(temporary)));
    }
}
