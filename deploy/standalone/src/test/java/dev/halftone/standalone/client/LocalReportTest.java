package dev.halftone.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalReportTest {

    @TempDir
    Path directory;

    @Test
    void outputUrlsLeadToTheCopiesAndTheRestStaysAsItWas() throws Exception {
        Path image = Files.writeString(directory.resolve("my cap, red.jpg"), "image");
        Path report = directory.resolve("report.csv");
        Files.writeString(report, """
                S. No.,Product Name,Input Image Urls,Output Image Urls,Status,Failures\r
                1,"Caps, ""red""\","http://o.example/a.jpg, http://o.example/b.jpg","http://s3.example/k/1.jpg?sig=1,http://s3.example/k/2.jpg?sig=2",succeeded,\r
                2,None,http://o.example/c.jpg,,failed,position 1: corrupt\r
                """);
        LocalCopies copies = new LocalCopies();
        copies.add(URI.create("http://s3.example/k/1.jpg?sig=another"), image);

        LocalReport.pointToCopies(report, copies);

        String copy = directory.toUri() + "my%20cap%2C%20red.jpg";
        assertThat(report).hasContent("""
                S. No.,Product Name,Input Image Urls,Output Image Urls,Status,Failures
                1,"Caps, ""red""\","http://o.example/a.jpg, http://o.example/b.jpg","%s,http://s3.example/k/2.jpg?sig=2",succeeded,
                2,None,http://o.example/c.jpg,,failed,position 1: corrupt
                """.formatted(copy));
        assertThat(URI.create(copy).toURL().openStream()).hasBinaryContent(Files.readAllBytes(image));
    }

    @Test
    void everyRenditionsColumnIsRewritten() throws Exception {
        Path report = directory.resolve("report.csv");
        Files.writeString(report, "Output Image Urls (card),Output Image Urls (thumb)\r\nhttp://s/1,http://s/2\r\n");
        LocalCopies copies = new LocalCopies();
        copies.add(URI.create("http://s/1"), directory.resolve("one"));
        copies.add(URI.create("http://s/2"), directory.resolve("two"));

        LocalReport.pointToCopies(report, copies);

        assertThat(Files.readString(report)).endsWith(directory.toUri() + "one," + directory.toUri() + "two\r\n");
    }
}
