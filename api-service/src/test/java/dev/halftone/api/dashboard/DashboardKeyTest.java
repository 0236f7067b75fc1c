package dev.halftone.api.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halftone.api.servers.KeyedApi;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.job.JobId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The pages in a real browser, on a service that asks for keys. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardKeyTest {

    private final TestDatabase database = TestDatabase.create();
    private KeyedApi api;
    private Chromium chromium;

    @BeforeAll
    void start() throws Exception {
        Optional<Path> executable = Chromium.installed();
        assumeTrue(executable.isPresent(), "the pages are not tested: there is no chromium on the PATH");
        api = KeyedApi.start(database);
        chromium = Chromium.start(executable.orElseThrow());
    }

    @AfterAll
    void stop() throws Exception {
        if (chromium != null) {
            chromium.stop();
        }
        if (api != null) {
            api.stop();
        }
    }

    @Test
    void aKeyIsAskedForOnceAndThenEverythingWorksWithIt() throws Exception {
        String key = api.makeKey(Map.of("tenant", "shop", "name", "page"))
                .get("secret")
                .asString();
        try (BrowserPage page = chromium.open()) {
            page.go(api.api().url() + "/");
            give(page, "ht_wrong");
            page.awaitText("#key-dialog", "not known");
            give(page, key);
            page.awaitText("#jobs-empty", "No jobs here yet");

            page.choose("[name=file]", manifest());
            page.click("[value=submit]");
            page.await("location.pathname.startsWith('/jobs/') && !document.querySelector('#job').hidden");
            JobId job =
                    JobId.parse(page.run("location.pathname.split('/').at(-1)").asString());
            database.end(job, 1, 1, "failed");
            page.awaitText(".headline", "1 of 2 images");
            database.end(job, 2, 2, "failed");
            page.awaitText("#job > .section-head .state", "Failed");

            page.run(
                    "URL.createObjectURL = (file) => { file.text().then(text => window.saved = text); return '#saved'; }");
            page.click("[data-part=report]");
            page.await("window.saved?.includes('http_status 404')");
            assertThat(page.run("document.querySelector('#key-dialog') === null")
                            .asBoolean())
                    .isTrue();
            assertThat(page.run("localStorage.length + document.cookie.length").asInt())
                    .isZero();
            assertThat(page.forgetComplaints())
                    .allSatisfy(complaint -> assertThat(complaint).contains("401"));
        }
    }

    @Test
    void whoHasNoKeyIsToldWhy() throws Exception {
        try (BrowserPage page = chromium.open()) {
            page.go(api.api().url() + "/jobs/" + JobId.next());
            page.await("document.querySelector('#key-dialog')?.open");
            page.press("Escape", 27);
            page.awaitText("#problem", "A key is needed");
        }
    }

    private static void give(BrowserPage page, String key) {
        page.await(
                "document.querySelector('#key-dialog')?.open && document.querySelector('#key-dialog input').value === ''");
        page.type("#key-dialog input", key);
        page.click("#key-dialog button");
    }

    private static Path manifest() throws Exception {
        return Files.writeString(
                Files.createTempFile("catalogue", ".csv"),
                "S. No.,Product Name,Input Image Urls\n1,Lamp,https://img.example.com/1.jpg\n2,Desk,https://img.example.com/2.jpg\n");
    }
}
