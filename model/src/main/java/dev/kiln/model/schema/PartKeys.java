package dev.kiln.model.schema;

import static dev.kiln.model.schema.Key.optional;
import static dev.kiln.model.schema.Key.required;
import static dev.kiln.model.schema.Shapes.listOf;
import static dev.kiln.model.schema.Shapes.oneOrListOf;
import static dev.kiln.model.schema.Shapes.text;

import java.util.regex.Pattern;

/** The keys of the maps inside a template. The top level is in {@link TemplateKeys}. */
final class PartKeys {
  static final String SCRIPT_MEANING =
      "Runs as root. With a shebang it runs unchanged; without one it runs with bash, and the first"
          + " failed command ends it, even inside a pipe.";

  static final KeySet PINNED_PARENT =
      KeySet.of(
          "a pinned parent",
          required("template", Shapes.LINE_OF_TEXT, "The parent's name, for display and tags."),
          required("ami", text("an AMI id", "ami-[0-9a-f]{8,17}", 21), "The image to build on."));

  static final KeySet BASE =
      KeySet.of(
          "a base image",
          required("source", Shapes.LINE_OF_TEXT, "A vendor image's name or an AMI id."),
          optional("architecture", oneOrListOf(Shapes.ARCHITECTURE), "Same as `architectures`."));

  static final KeySet PACKAGES =
      KeySet.of(
          "packages",
          optional(
              "system",
              listOf(Shapes.PACKAGE),
              "Distribution packages, installed with apt-get or dnf, depending on the base,"
                  + " without recommended packages."),
          optional(
              "spack",
              listOf(Shapes.PACKAGE),
              "Spack specs. Kiln installs Spack into /opt/spack if it is missing."),
          optional(
              "conda",
              listOf(Shapes.PACKAGE),
              "Conda packages for the base environment. Kiln installs Miniforge into"
                  + " /opt/miniforge if it is missing."),
          optional(
              "pip",
              listOf(Shapes.PACKAGE),
              "Python packages, for Miniforge's Python if installed, else the system's."));

  static final KeySet FILE =
      KeySet.of(
          "a file",
          required(
              "path",
              Shapes.ABSOLUTE_PATH,
              "Its path; missing directories are created.",
              "destination",
              "destination_path"),
          required("content", Shapes.ANY_TEXT, "Its content, byte for byte."),
          optional(
              "mode", Shapes.FILE_MODE, "Its mode in octal; the default is 0644.", "permissions"),
          optional(
              "owner", Shapes.OWNER, "Its owner, `user` or `user:group`; the default is root."));

  static final KeySet USER =
      KeySet.of(
          "a user",
          required("name", Shapes.ACCOUNT_NAME, "The account's name.", "username"),
          optional("uid", Shapes.ID_NUMBER, "The numeric user id."),
          optional("gid", Shapes.ID_NUMBER, "The numeric id of the primary group."),
          optional(
              "groups",
              listOf(Shapes.ACCOUNT_NAME),
              "Additional groups; missing ones are created."),
          optional("shell", Shapes.ABSOLUTE_PATH, "The login shell; the default is /bin/bash."),
          optional(
              "ssh_authorized_keys",
              listOf(text("an SSH public key", "(?:ssh-|ecdsa-|sk-)[^\\x00-\\x1f\\x7f]+", 8192)),
              "Public keys that may log in.",
              "ssh_keys"));

  static final KeySet STEP =
      KeySet.of(
          "a build step",
          required("name", Shapes.LINE_OF_TEXT, "Shown while it runs; unique in the template."),
          required("script", Shapes.SCRIPT_TEXT, SCRIPT_MEANING),
          optional(
              "timeout_seconds",
              Shapes.STEP_SECONDS,
              "After this time Kiln kills the step and the build fails; the default is 3600."
                  + " Systems Manager ends every command after two days."));

  static final KeySet CHECK =
      KeySet.of(
          "a validation test",
          required("name", Shapes.LINE_OF_TEXT, "Shown with its result."),
          required(
              "command",
              Shapes.SCRIPT_TEXT,
              "Runs as root with bash on the finished layer. Without an expectation it must end with"
                  + " exit code 0.",
              "script"),
          optional(
              "expected",
              Shapes.ANY_TEXT,
              "The whole expected output, without surrounding white space.",
              "equals"),
          optional(
              "expected_contains",
              Shapes.PROSE,
              "A text that the output must contain.",
              "contains",
              "expected_output"),
          optional("expected_exit_code", new ScalarShape.Whole(0, 255), "The expected exit code."),
          optional("success", Shapes.FLAG, "`true` expects exit code 0."),
          optional(
              "timeout_seconds",
              Shapes.CHECK_SECONDS,
              "After this time the test fails; the default is 300. The tests of a chain share one"
                  + " command, so this is also the limit of their sum."));

  static final KeySet PARAMETER =
      KeySet.of(
              "a parameter",
              required("type", Shapes.word("string", "int", "bool", "choice"), "Its type."),
              optional(
                  "default",
                  Shapes.ANY_TEXT,
                  "Its value unless `--var` sets one; without a default, `--var` is required."),
              optional("choices", listOf(Shapes.ANY_TEXT), "The values of a choice.", "options"),
              optional("min", Shapes.WHOLE, "The smallest int allowed."),
              optional("max", Shapes.WHOLE, "The largest int allowed."),
              optional(
                  "pattern", Shapes.LINE_OF_TEXT, "The pattern that a whole string must match."),
              optional("description", Shapes.PROSE, "Its purpose."))
          .carrying("name", "display_name", "group", "order", "impact", "required", "validation");

  static final KeySet BUILDER =
      KeySet.of(
          "a builder",
          optional(
              "instance_types",
              Shape.OneOf.of(
                  oneOrListOf(Shapes.INSTANCE_TYPE),
                  new Shape.MapOf(
                      Pattern.compile("x86_64|arm64"),
                      "architecture",
                      "list",
                      oneOrListOf(Shapes.INSTANCE_TYPE))),
              "Types to try in this order, as one list or one list per architecture.",
              "instance_type"),
          optional(
              "volume_size_gb",
              Shapes.GIBIBYTES,
              "The root volume's size; the default is the base image's."),
          optional(
              "instance_profile",
              Shapes.LINE_OF_TEXT,
              "The instance profile that lets the SSM agent register."),
          optional(
              "subnet",
              regional(Shapes.SUBNET),
              "The subnet to launch in, or one for each region; without it, the worker's default"
                  + " or the default VPC."),
          optional(
              "security_groups",
              regional(oneOrListOf(Shapes.SECURITY_GROUP)),
              "The builder's security groups, by id or name, or those of each region; they must"
                  + " let HTTPS out. Without them, the worker's default or the network's."),
          optional(
              "public_ip",
              Shapes.FLAG,
              "Whether the builder gets a public address; without it, the worker's default, or as"
                  + " the subnet says."));

  /** A value for all regions, or one for each. */
  private static Shape regional(Shape value) {
    return Shape.OneOf.of(
        value, new Shape.MapOf(Pattern.compile(Shapes.REGION_FORM), "region", "value", value));
  }

  private PartKeys() {}
}
