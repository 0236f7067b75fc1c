package dev.halftone.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HalftoneTest {

    private final StringWriter text = new StringWriter();

    @Test
    void everyCommandExplainsItself() {
        for (String command : new String[] {"run", "serve", "infra", "keys"}) {
            assertThat(execute(command, "--help")).isZero();
        }
        assertThat(text.toString())
                .contains("--out=DIR", "--pipeline=JSON", "Exit status:")
                .contains("default: 8080")
                .contains("set -a; . ./env");
    }

    @Test
    void whatIsNotUnderstoodIsNotMistakenForARejectedManifest() {
        assertThat(execute("run")).isEqualTo(Halftone.USAGE);
        assertThat(execute("run", "missing.csv")).isEqualTo(Halftone.USAGE);
        assertThat(execute("serve", "--port", "many")).isEqualTo(Halftone.USAGE);
        assertThat(text.toString()).contains("FILE", "there is no file missing.csv", "many");
    }

    @Test
    void keysNeedTheAdminKeyWhichIsNoArgument() {
        assertThat(execute("keys", "create", "--tenant", "shop", "--name", "test"))
                .isEqualTo(Halftone.USAGE);
        assertThat(execute("keys", "create", "--tenant", "shop")).isEqualTo(Halftone.USAGE);
        assertThat(text.toString()).contains("HALFTONE_ACCESS_ADMIN_KEY is not set", "--name");
    }

    private int execute(String... arguments) {
        CommandLine command =
                Halftone.commandLine().setOut(new PrintWriter(text)).setErr(new PrintWriter(text));
        return command.execute(arguments);
    }
}
