package dev.kiln.cli.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receivers that a command line names and that cannot be used. */
final class ReceiversTest {
  @TempDir Path folder;

  @Test
  void namesEveryReceiverThatIsWrong() {
    Result result =
        new KilnRun(folder)
            .run(
                "ami", "share", "x", "--accounts", "123,111122223333,abc", "--organization", "o-1");

    assertThat(result.err())
        .contains("cannot share with account '123': expected 12 digits")
        .contains("cannot share with account 'abc'")
        .contains("cannot share with organization 'o-1'")
        .doesNotContain("'111122223333'");
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void wantsAtLeastOneReceiver() {
    assertThat(new KilnRun(folder).run("ami", "share", "x").err())
        .contains("cannot share x: no receiver is named; pass --public, --accounts");
    assertThat(new KilnRun(folder).run("ami", "unshare", "x").exitCode()).isEqualTo(2);
    assertThat(new KilnRun(folder).run("ami", "unshare", "x", "--all", "--public").exitCode())
        .isEqualTo(2);
  }

  @Test
  void namesEveryLineOfACommunityThatIsWrong() {
    Result result =
        new KilnRun(folder)
            .file("partners.txt", "111122223333\nbob\npublic\n")
            .run("ami", "share", "x", "--community", "partners.txt,nobody");

    assertThat(result.err())
        .contains("partners.txt:2:1: cannot share with 'bob'")
        .contains("partners.txt:3:1: a community cannot contain everyone")
        .contains("cannot share with community 'nobody': there is no readable");
    assertThat(result.exitCode()).isEqualTo(2);
  }
}
