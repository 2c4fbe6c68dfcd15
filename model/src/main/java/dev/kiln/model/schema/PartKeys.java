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
      "Run as root. With a shebang it runs as it is; without one it runs with bash, and the first"
          + " command that fails ends it, also inside a pipe.";

  static final KeySet PINNED_PARENT =
      KeySet.of(
          "a pinned parent",
          required("template", Shapes.LINE_OF_TEXT, "The parent's name, for display and tags."),
          required("ami", text("an AMI id", "ami-[0-9a-f]{8,17}", 21), "The image to build on."));

  static final KeySet BASE =
      KeySet.of(
          "a base image",
          required("source", Shapes.LINE_OF_TEXT, "A vendor image's name or an AMI id."),
          optional("architecture", oneOrListOf(Shapes.ARCHITECTURE), "As `architectures`."));

  static final KeySet PACKAGES =
      KeySet.of(
          "packages",
          optional(
              "system",
              listOf(Shapes.PACKAGE),
              "Packages of the distribution, installed with apt-get or dnf, whichever the base has,"
                  + " without those that are only recommended."),
          optional(
              "spack",
              listOf(Shapes.PACKAGE),
              "Spack specs. Spack itself is put into /opt/spack if it is not there."),
          optional(
              "conda",
              listOf(Shapes.PACKAGE),
              "Conda packages for the base environment. Miniforge is put into /opt/miniforge if it"
                  + " is not there."),
          optional(
              "pip",
              listOf(Shapes.PACKAGE),
              "Python packages, for Miniforge's Python if it is there, else the system's."));

  static final KeySet FILE =
      KeySet.of(
          "a file",
          required("path", Shapes.ABSOLUTE_PATH, "Where it goes; folders are made.", "destination"),
          required("content", Shapes.ANY_TEXT, "What it holds, byte for byte."),
          optional(
              "mode", Shapes.FILE_MODE, "Its mode in octal; 0644 if not given.", "permissions"),
          optional("owner", Shapes.OWNER, "Its owner, `user` or `user:group`; root if not given."));

  static final KeySet USER =
      KeySet.of(
          "a user",
          required("name", Shapes.ACCOUNT_NAME, "The account's name.", "username"),
          optional("uid", Shapes.ID_NUMBER, "The numeric user id."),
          optional("gid", Shapes.ID_NUMBER, "The numeric id of the primary group."),
          optional(
              "groups",
              listOf(Shapes.ACCOUNT_NAME),
              "Further groups; those that do not exist are made."),
          optional("shell", Shapes.ABSOLUTE_PATH, "The login shell; /bin/bash if not given."),
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
              Shapes.SECONDS,
              "After this time the step is killed and the build fails; 3600 if not given."));

  static final KeySet CHECK =
      KeySet.of(
          "a validation test",
          required("name", Shapes.LINE_OF_TEXT, "Shown with its result."),
          required("command", Shapes.SCRIPT_TEXT, "Run as root with bash on the finished layer."),
          optional(
              "expected",
              Shapes.ANY_TEXT,
              "The whole output wanted, surrounding white space removed.",
              "equals"),
          optional(
              "expected_contains",
              Shapes.PROSE,
              "A text that the output must contain.",
              "contains",
              "expected_output"),
          optional("expected_exit_code", new ScalarShape.Whole(0, 255), "The exit code wanted."),
          optional("success", Shapes.FLAG, "`true` wants exit code 0."),
          optional(
              "timeout_seconds",
              Shapes.SECONDS,
              "After this time the test has failed; 300 if not given."));

  static final KeySet PARAMETER =
      KeySet.of(
              "a parameter",
              required("type", Shapes.word("string", "int", "bool", "choice"), "Its type."),
              optional(
                  "default",
                  Shapes.ANY_TEXT,
                  "Its value unless `--var` gives one; without it `--var` is needed."),
              optional("choices", listOf(Shapes.ANY_TEXT), "What a choice may be.", "options"),
              optional("min", Shapes.WHOLE, "The smallest int allowed."),
              optional("max", Shapes.WHOLE, "The largest int allowed."),
              optional("pattern", Shapes.LINE_OF_TEXT, "What the whole of a string must match."),
              optional("description", Shapes.PROSE, "What it is for."))
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
                      oneOrListOf(Shapes.INSTANCE_TYPE))),
              "Types to try in this order, as one list or one per architecture.",
              "instance_type"),
          optional(
              "volume_size_gb",
              Shapes.GIBIBYTES,
              "The root volume's size; the base image's if not given."),
          optional(
              "instance_profile",
              Shapes.LINE_OF_TEXT,
              "The instance profile that lets the SSM agent register."),
          optional(
              "subnet",
              text("a subnet id", "subnet-[0-9a-f]{8,17}", 24),
              "Where to launch; the default VPC if not given."));

  static final KeySet CLUSTER =
      KeySet.of(
              "a cluster",
              optional("name", Shapes.NAME, "As `name` at the top."),
              optional("region", Shapes.REGION, "As `regions` with one entry."))
          .carrying("os");

  static final KeySet SOFTWARE =
      KeySet.of(
          "software", optional("spack_packages", listOf(Shapes.PACKAGE), "As `packages.spack`."));

  static final KeySet INSTANCE_DEFAULTS =
      KeySet.of("instance defaults", optional("ports", listOf(Shapes.PORT), "As `ports`."))
          .carrying("type", "root_volume_gb", "estimated_cost_per_hour", "storage_gb");

  private PartKeys() {}
}
