package dev.halftone.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.image.ImageFormat;
import dev.halftone.standalone.client.ImageResult.Output;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputNamesTest {

    private static final Output CARD = output("card", ImageFormat.WEBP);
    private static final Output THUMB = output("thumb", ImageFormat.JPEG);

    @Test
    void namesSortInTheManifestsOrder() {
        OutputNames names = new OutputNames(Path.of("out"), 120);
        assertThat(names.of(image(7, 1, "https://shop.example/a/Red%20Cap.png?v=3", CARD), CARD))
                .isEqualTo(Path.of("out/007-2-red-cap.webp"));
    }

    @Test
    void severalRenditionsHaveADirectoryEach() {
        OutputNames names = new OutputNames(Path.of("out"), 9);
        ImageResult image = image(1, 0, "https://shop.example/cap.png", CARD, THUMB);
        assertThat(names.of(image, CARD)).isEqualTo(Path.of("out/card/1-1-cap.webp"));
        assertThat(names.of(image, THUMB)).isEqualTo(Path.of("out/thumb/1-1-cap.jpg"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/, shop-example",
        "https://shop.example/../../etc/passwd, passwd",
        "https://shop.example/Élan_Vital.JPEG, elan-vital",
        "https://shop.example/%E5%93%81.png, image",
        "https://shop.example/x.tar.gz#part, x-tar"
    })
    void aSlugHasOnlyCharactersThatEveryFileSystemTakes(String url, String slug) {
        assertThat(OutputNames.slug(url)).isEqualTo(slug);
    }

    @Test
    void aSlugIsNotLongerThanFileNamesMayBe() {
        assertThat(OutputNames.slug("https://shop.example/" + "a".repeat(4000))).hasSize(60);
    }

    private static ImageResult image(int row, int position, String url, Output... outputs) {
        return new ImageResult(row + 1, row, position, url, "succeeded", null, null, List.of(outputs));
    }

    private static Output output(String name, ImageFormat format) {
        return new Output(name, URI.create("http://store.example/key"), format, 1, null);
    }
}
