package dev.halftone.api.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halftone.api.ApiService;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.api.servers.TestKafka;
import dev.halftone.job.JobId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The pages in a real browser, on the real service; what workers would do is written into PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardPagesTest {

    private final Shop shop = Shop.open(Path.of("src", "test", "resources", "shop"));
    private final TestDatabase database = TestDatabase.create();
    private ConfigurableApplicationContext service;
    private String origin;
    private Chromium chromium;
    private BrowserPage page;

    @BeforeAll
    void start() throws Exception {
        Optional<Path> executable = Chromium.installed();
        assumeTrue(executable.isPresent(), "the pages are not tested: there is no chromium on the PATH");
        service = ApiService.application()
                .run(
                        "--server.port=0",
                        "--spring.r2dbc.url=" + database.r2dbcUrl(),
                        "--spring.kafka.bootstrap-servers=" + TestKafka.shared().bootstrapServers(),
                        "--halftone.egress.allowed-networks=127.0.0.0/8",
                        "--halftone.egress.allowed-ports=80,443," + shop.port(),
                        "--halftone.events.poll=50ms",
                        "--halftone.s3.public-base-url=" + shop.origin() + "/after");
        origin = "http://127.0.0.1:"
                + Objects.requireNonNull(((WebServerApplicationContext) service).getWebServer())
                        .getPort();
        chromium = Chromium.start(executable.orElseThrow());
    }

    @AfterAll
    void stop() throws Exception {
        shop.close();
        if (chromium != null) {
            chromium.stop();
        }
        if (service != null) {
            service.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        page = chromium.open();
        page.go(origin + "/");
    }

    @AfterEach
    void leavesTheBrowserNothingToComplainAbout() {
        List<String> complaints = page.complaints();
        page.close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void aManifestIsSubmittedAndFollowedToItsEnd() throws Exception {
        JobId job = submit(shop.manifest(20));

        page.awaitText("h1", job.toString());
        page.awaitText(".legend .pending", "20 pending");
        shop.succeed(database, job, 1, 13);
        page.awaitText(".headline", "13 of 20 images");
        page.awaitText("#job > .section-head .state", "Running");
        page.awaitText(".legend .succeeded", "13 succeeded");
        database.end(job, 14, 16, "failed");
        page.awaitText(".legend .failed", "3 failed");
        page.picture("running");
        shop.succeed(database, job, 17, 20);
        page.awaitText("#job > .section-head .state", "Completed with errors");
        page.awaitText("#announcement", "17 succeeded, 3 failed");

        assertThat(page.text("[data-part=percent]")).isEqualTo("100 %");
        assertThat(page.text(".facts [data-part=time]")).isNotEqualTo("–");
        assertThat(page.run("document.querySelector('.bar').getAttribute('aria-valuetext')")
                        .asString())
                .isEqualTo("20 images, 3 failed");
        page.await("!document.querySelector('[data-part=cancel]').checkVisibility()");
    }

    @Test
    void whatFailedIsGroupedByReasonWithHowToMendIt() throws Exception {
        JobId job = submit(shop.manifest(5));
        database.end(job, 1, 5, "failed");

        page.awaitText(".group [data-part=count]", "5");
        page.awaitText(".group [data-part=title]", "The host answered with an error status.");
        page.awaitText(".group [data-part=mend]", "Check that the URL answers with the image.");
        assertThat(page.count(".group")).isOne();
        page.click(".group summary");
        page.awaitText(".group tbody tr:nth-child(3)", shop.origin() + "/before/");
        page.awaitText(".group tbody tr:nth-child(3)", "404");
    }

    @Test
    void whatFailedIsRetriedAsAnotherJob() throws Exception {
        JobId job = submit(shop.manifest(5));
        shop.succeed(database, job, 1, 3);
        database.end(job, 4, 5, "failed");

        page.click("[data-part=retry]");
        page.await("location.pathname.startsWith('/jobs/') && !location.pathname.endsWith('" + job + "')");

        page.awaitText(".headline", "0 of 2 images");
        page.awaitText("[data-part=lineage]", "retries " + job);
    }

    @Test
    void anImageIsComparedWithItsSource() throws Exception {
        JobId job = submit(shop.manifest(7));
        shop.succeed(database, job, 1, 7);

        page.awaitText(".pair", "% saved");
        page.await("document.querySelectorAll('.pair img').length === 12");
        page.run("document.getElementById('comparison').scrollIntoView()");
        page.await("[...document.querySelectorAll('.pair img')].slice(0, 4).every(image => image.naturalWidth > 0)");
        page.click(".pair");
        page.await("document.querySelector('#viewer').open");
        page.await("[...document.querySelectorAll('#viewer img')].every(image => image.naturalWidth > 0)");
        page.picture("comparison");
        page.press("ArrowRight", 39);
        page.press("Escape", 27);
        page.await("!document.querySelector('#viewer').open");
    }

    @Test
    void aJobIsCancelledOnceThatIsConfirmed() throws Exception {
        JobId job = submit(shop.manifest(9));
        shop.succeed(database, job, 1, 2);
        page.awaitText(".headline", "2 of 9 images");

        page.click("[data-part=cancel]");
        page.awaitText("#cancel-dialog", "7 images will not be made. The 2 images already made stay.");
        page.click("#cancel-dialog [value=keep]");
        page.click("[data-part=cancel]");
        page.click("#cancel-dialog [value=cancel]");

        page.awaitText("#job > .section-head .state", "Cancelled");
        page.awaitText(".legend .cancelled", "7 cancelled");
    }

    @Test
    void theFaultsOfAManifestAreShownAsTheTextTheyAre() throws Exception {
        Path manifest = manifest("""
                S. No.,Product Name,Input Image Urls
                1,Rejected cap,"<img src=x onerror=""document.title='run'"">"
                2,,https://shop.example/a.jpg
                3,Rejected dress,ftp://shop.example/b.jpg
                """);

        page.choose("[name=file]", manifest);
        page.click("[value=submit]");

        page.awaitText("#answer .notice", "The manifest was rejected");
        page.awaitText(".faults caption", "3 faults");
        page.awaitText(".faults tbody tr:nth-child(1)", "<img src=x onerror");
        assertThat(page.text(".faults tbody tr:nth-child(1) td:nth-child(1)")).isEqualTo("2");
        assertThat(page.text(".faults tbody tr:nth-child(2) td:nth-child(2)")).isEqualTo("Product Name");
        assertThat(page.forgetComplaints()).singleElement().asString().contains("422");
        assertThat(page.count("#answer img")).isZero();
        assertThat(page.run("document.title").asString()).isEqualTo("Halftone");
        page.picture("rejected");
        assertThat(database.client()
                        .sql(
                                "SELECT count(*)::int FROM halftone.rows WHERE product_name IN ('Rejected cap', 'Rejected dress')")
                        .mapValue(Integer.class)
                        .one()
                        .block())
                .isZero();
    }

    @Test
    void aManifestIsCheckedWithoutBeingSubmitted() throws Exception {
        page.choose("[name=file]", shop.manifest(3));
        page.click("[value=check]");

        page.awaitText("#answer", "Nothing to mend");
        page.awaitText("#answer", "3 images in 3 rows. Nothing was stored.");
    }

    @Test
    void rowsThatWereLeftOutAreShownWithTheJob() throws Exception {
        Path manifest = manifest("""
                S. No.,Product Name,Input Image Urls
                1,Beanie,%s/before/cap.jpg
                2,<b>Dress</b>,<script>document.title='run'</script>
                """.formatted(shop.origin()));
        page.choose("[name=file]", manifest);
        page.click(".options summary");
        page.run("document.querySelector('[name=mode]').value = 'lenient'");
        page.click("[value=submit]");

        page.awaitText("#rejected", "<script>document.title='run'</script>");
        page.awaitText("[data-part=rows]", "1 (1 left out)");
    }

    @Test
    void theOptionsBecomeThePipeline() throws Exception {
        page.choose("[name=file]", shop.manifest(1));
        page.click(".options summary");
        page.type("[name=side]", "600");
        page.run("document.querySelector('[name=format]').value = 'webp'");
        page.run("document.querySelector('[name=percent]').select()");
        page.type("[name=percent]", "35");
        page.click("[value=submit]");

        page.awaitText(".renditions", "resize (");
        assertThat(page.text(".renditions dd"))
                .contains("width 600", "height 600", "convert (format webp)", "compress (ratio 0.35)");
    }

    @Test
    void theSecretOfAWebhookIsShownWhereItIsMade() throws Exception {
        page.choose("[name=file]", shop.manifest(1));
        page.click(".options summary");
        page.type("[name=webhookUrl]", shop.origin() + "/hook");
        page.click("[value=submit]");

        page.awaitText("[data-part=secret]", "whsec_");
        page.awaitText("#answer", "1 image in 1 row.");
        page.click("[data-part=follow]");
        page.awaitText("[data-part=state]", "Running");
    }

    @Test
    void theListShowsEachJobAsItIs() throws Exception {
        JobId job = submit(shop.manifest(4));
        page.go(origin + "/");
        String entry = "li:has([href$=\"" + job + "\"])";

        page.awaitText(entry, "0 of 4 images");
        database.end(job, 1, 4, "failed");
        page.awaitText(entry + " .state", "Failed");
        page.run("document.querySelector('#state-filter').value = 'completed'");
        page.run("document.querySelector('#state-filter').dispatchEvent(new Event('change'))");
        page.await("!document.querySelector(`" + entry + "`)");
    }

    @Test
    void anUnknownJobIsSaidToBeUnknown() {
        page.go(origin + "/jobs/none");

        page.awaitText("#problem", "There is nothing here");
        assertThat(page.forgetComplaints()).singleElement().asString().contains("404");
    }

    @Test
    void theKeyboardAloneReachesEverything() throws Exception {
        page.choose("[name=file]", shop.manifest(1));

        page.press("Tab", 9);
        assertThat(page.focused()).contains("Skip to the content");
        page.press("Enter", 13);
        for (int tabs = 0; tabs < 12 && !page.focused().equals("Submit"); tabs++) {
            page.press("Tab", 9);
        }
        assertThat(page.focused()).isEqualTo("Submit");
        page.press("Enter", 13);
        page.await("location.pathname.startsWith('/jobs/')");
        page.awaitText("[data-part=pending]", "1");
    }

    @Test
    void noMarkupCanBeWrittenIntoAPage() {
        assertThat(page.run("(() => { try { document.body.innerHTML = '<b>x</b>'; return 'written'; }"
                                + " catch (refused) { return refused.name; } })()")
                        .asString())
                .isEqualTo("TypeError");
        page.forgetComplaints();
    }

    @ParameterizedTest
    @CsvSource({"light, 1280", "dark, 1280", "light, 380", "dark, 380"})
    void everyoneCanUseIt(String scheme, int width) throws Exception {
        JobId job = submit(shop.manifest(20));
        shop.succeed(database, job, 1, 12);
        database.end(job, 13, 14, "failed");
        page.prefer(scheme);
        page.resize(width, 900);
        page.go(origin + "/");
        page.awaitText("#jobs li", job.toString());

        assertThat(faultsOfAccessibility()).isEmpty();
        assertNothingIsCutOff();
        page.picture("list-" + scheme + "-" + width);
        page.go(origin + "/jobs/" + job);
        page.awaitText(".pair", "saved");
        page.awaitText(".group", "Check that");
        assertThat(faultsOfAccessibility()).isEmpty();
        assertNothingIsCutOff();
        page.picture("job-" + scheme + "-" + width);
    }

    private JobId submit(Path manifest) {
        page.choose("[name=file]", manifest);
        page.click("[value=submit]");
        page.await("location.pathname.startsWith('/jobs/') && !document.querySelector('#job').hidden");
        return JobId.parse(page.run("location.pathname.split('/').at(-1)").asString());
    }

    private static Path manifest(String csv) throws IOException {
        return Files.writeString(Files.createTempFile("catalogue", ".csv"), csv);
    }

    /** By the rules of WCAG 2.2, levels A and AA, and good practice; contrast among them. */
    private JsonNode faultsOfAccessibility() throws IOException {
        try (InputStream axe = Objects.requireNonNull(getClass().getResourceAsStream("/axe.min.js"))) {
            page.run(new String(axe.readAllBytes(), StandardCharsets.UTF_8) + "; 0");
        }
        return page.run("axe.run().then(found => found.violations.map(fault => "
                + "({rule: fault.id, help: fault.help, where: fault.nodes.map(node => node.html)})))");
    }

    private void assertNothingIsCutOff() {
        assertThat(page.run("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                        .asInt())
                .isZero();
    }
}
