package dev.kiln.model.schema;

import dev.kiln.model.layer.CommandLimit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The shapes that several keys share. */
final class Shapes {
  private static final int LINE = 1024;
  private static final int SCRIPT = 256 * 1024;
  private static final String NO_DASH = "[^-\\s\\x00-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*";

  private static final Pattern SOME = Pattern.compile("[^\\x00]*[^\\s\\x00][^\\x00]*");

  static final Shape LINE_OF_TEXT =
      text(
          "a text on one line",
          "[^\\x00-\\x1f\\x7f]*[^\\s\\x00-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*",
          LINE);
  static final Shape NAME =
      text(
          "a name of 1 to 128 characters",
          "[^\\x00-\\x1f\\x7f]*[^\\s\\x00-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*",
          128);
  static final Shape TAG_VALUE =
      text("a text of at most 256 characters", "[^\\x00-\\x1f\\x7f]*", 256);
  static final Shape PROSE = new ScalarShape.Text("a text", SOME, SCRIPT);
  static final Shape ANY_TEXT =
      new ScalarShape.Text("a text", Pattern.compile("[\\s\\S]*"), SCRIPT);
  static final Shape SCRIPT_TEXT = new ScriptShape(SCRIPT);
  static final Shape FLAG = new ScalarShape.Flag();
  static final Shape STEP_SECONDS = new ScalarShape.Whole(1, CommandLimit.LONGEST_STEP.toSeconds());
  static final Shape CHECK_SECONDS =
      new ScalarShape.Whole(1, CommandLimit.LONGEST_CHECKS.toSeconds());
  static final Shape ID_NUMBER = new ScalarShape.Whole(1000, 60_000);
  static final Shape PORT = new ScalarShape.Whole(1, 65_535);
  static final Shape GIBIBYTES = new ScalarShape.Whole(1, 16_384);
  static final Shape ARCHITECTURE =
      new ScalarShape.Choice(List.of("x86_64", "arm64", "amd64", "aarch64"));
  static final String REGION_FORM = "[a-z]{2,4}(-[a-z]+)+-[0-9]";
  static final Shape REGION = text("a region like us-east-1", REGION_FORM, 32);
  static final Shape ACCOUNT_NAME =
      text("a user or group name like alice", "[a-z_][a-z0-9_-]{0,31}", 32);
  static final Shape ABSOLUTE_PATH =
      text(
          "an absolute path without ..",
          "/(?!.*(?:^|/)\\.\\.(?:/|$))[^\\x00-\\x1f\\x7f]*[^/\\x00-\\x1f\\x7f]",
          LINE);
  static final Shape FILE_MODE = text("an octal mode like 0644", "0?[0-7]{3,4}", 5);
  static final Shape OWNER =
      text(
          "an owner like root or root:root",
          "[a-z_][a-z0-9_-]{0,31}(:[a-z_][a-z0-9_-]{0,31})?",
          65);
  static final Shape PACKAGE = text("a package name without a leading dash", NO_DASH, 256);
  static final Shape INSTANCE_TYPE =
      text("an instance type like c6i.xlarge", "[a-z][a-z0-9-]*\\.[a-z0-9-]+", 40);
  static final Shape SUBNET = text("a subnet id", "subnet-[0-9a-f]{8,17}", 24);
  static final Shape SECURITY_GROUP =
      text(
          "a security group's id or name",
          "sg-[0-9a-f]{8,17}|(?!sg-)[A-Za-z0-9][A-Za-z0-9 ._:/()#,@\\[\\]+=&;{}!$*-]*",
          255);
  static final Shape WHOLE = new ScalarShape.Whole(-999_999_999_999L, 999_999_999_999L);
  static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  private Shapes() {}

  static Shape text(String label, String form, int maxLength) {
    return new ScalarShape.Text(label, Pattern.compile(form), maxLength);
  }

  static Shape listOf(Shape item) {
    return new Shape.ListOf(item, false);
  }

  static Shape oneOrListOf(Shape item) {
    return new Shape.ListOf(item, true);
  }

  static Shape record(KeySet keys) {
    return new RecordOf(keys, Optional.empty());
  }

  /** A map that is told from others by one of its keys. */
  static Shape recordWith(String marker, KeySet keys) {
    return new RecordOf(keys, Optional.of(marker));
  }

  static Shape word(String... words) {
    return new ScalarShape.Choice(List.of(words));
  }
}
