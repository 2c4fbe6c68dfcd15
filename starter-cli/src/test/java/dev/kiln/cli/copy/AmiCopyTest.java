package dev.kiln.cli.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The errors of {@code kiln ami copy} before it connects. */
final class AmiCopyTest {
  private static final String REACHED = "this run must not need Temporal";

  @TempDir Path folder;

  @Test
  void needsARegionToCopyTo() {
    Result result = copy();

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("no region to copy to is named; pass --regions");
  }

  @Test
  void takesAKeyByItsArnItsIdOrItsAlias() {
    for (String key :
        new String[] {
          "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab",
          "arn:aws:kms:us-west-2:111122223333:alias/team/images",
          "1234abcd-12ab",
          "alias/team/images"
        }) {
      assertThat(copy("--regions", "us-west-2", "--kms-key", "us-west-2=" + key).err())
          .contains(REACHED);
    }
  }

  @Test
  void refusesAKeyThatCannotBeOfItsRegion() {
    assertThat(refusal("us-west-2=arn:aws:kms:eu-west-1:111122223333:key/1"))
        .contains("it belongs to eu-west-1, not to us-west-2; correct --kms-key");
    assertThat(refusal("eu-west-1=1234")).contains("'eu-west-1' is not a region to copy to");
    assertThat(refusal("us-west-2=my key")).contains("it is not the ARN, id or alias of a key");
  }

  @Test
  void waitsOrLeavesButNotBoth() {
    Result result = copy("--regions", "us-west-2", "--wait", "--detach");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--wait", "mutually exclusive");
  }

  private String refusal(String key) {
    Result result = copy("--regions", "us-west-2", "--kms-key", key);
    assertThat(result.exitCode()).isEqualTo(2);
    return result.err();
  }

  private Result copy(String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "ami";
    arguments[1] = "copy";
    arguments[2] = "gromacs-v1";
    System.arraycopy(options, 0, arguments, 3, options.length);
    return new KilnRun(folder).run(arguments);
  }
}
