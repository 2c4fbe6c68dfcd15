package dev.kiln.model.schema;

import static dev.kiln.model.schema.Key.optional;
import static dev.kiln.model.schema.Shapes.listOf;
import static dev.kiln.model.schema.Shapes.oneOrListOf;
import static dev.kiln.model.schema.Shapes.record;
import static dev.kiln.model.schema.Shapes.text;

import java.util.regex.Pattern;

/**
 * Every key of the template language: its spelling, its aliases, its shape and its meaning. The
 * parser, the JSON Schema and the reference page all read this table and no other.
 */
public final class TemplateKeys {
  private static final Pattern TAG_KEY = Pattern.compile("[^\\x00-\\x1f\\x7f]{1,128}");

  /** What a template does to the image, then where it is built, then how others spell it. */
  static final KeySet TOP =
      KeySet.of(
              "a template",
              optional(
                  "name",
                  Shapes.NAME,
                  "The template's name. Its slug (lower case, dashes) is part of every image's key."),
              optional(
                  "slug",
                  text("a slug like r-research", "[a-z0-9][a-z0-9-]{0,59}", 60),
                  "The slug, where the one made from the name will not do."),
              optional(
                  "version",
                  text("a version like 1.2.0", "[0-9A-Za-z][0-9A-Za-z.+_-]{0,63}", 64),
                  "The template's own version, for tags and registries."),
              optional("description", Shapes.PROSE, "What the image is for."),
              optional(
                  "extends",
                  Shape.OneOf.of(oneOrListOf(Shapes.LINE_OF_TEXT), record(PartKeys.PINNED_PARENT)),
                  "The one template whose image this one is built on: a path relative to this file,"
                      + " the name of an installed template, an https address (with `#sha256=` to"
                      + " pin it), or a map of `template` and `ami` that pins an existing image.",
                  "inherits"),
              optional(
                  "base",
                  Shape.OneOf.of(Shapes.LINE_OF_TEXT, record(PartKeys.BASE)),
                  "What the lowest layer starts from: a vendor image's name or an AMI id;"
                      + " ubuntu-24.04 if no template of the chain says.",
                  "base_ami"),
              optional(
                  "architectures",
                  oneOrListOf(Shapes.ARCHITECTURE),
                  "The processor architectures the template is made for.",
                  "architecture"),
              optional(
                  "regions",
                  oneOrListOf(Shapes.REGION),
                  "Where the image is wanted. Has no effect on its content.",
                  "region"),
              optional(
                  "parameters",
                  new Shape.MapOf(Shapes.WORD, "parameter name", record(PartKeys.PARAMETER)),
                  "Values that `--var name=value` can set. `{{.name}}` stands for one in any text of"
                      + " this template; `{{if eq .name \"x\"}}`, `ne`, `{{else if}}`, `{{else}}` and"
                      + " `{{end}}` choose between parts."),
              optional(
                  "variables",
                  new Shape.MapOf(Shapes.WORD, "variable name", Shapes.ANY_TEXT),
                  "Constants, used like parameters."),
              optional("files", listOf(record(PartKeys.FILE)), "Files to write, before all else."),
              optional("users", listOf(record(PartKeys.USER)), "Accounts to make."),
              optional("packages", record(PartKeys.PACKAGES), "Software to install."),
              optional(
                  "setup_script",
                  Shapes.SCRIPT_TEXT,
                  "One script, run after the packages. " + PartKeys.SCRIPT_MEANING,
                  "post_install",
                  "user_data"),
              optional(
                  "build_steps",
                  listOf(record(PartKeys.STEP)),
                  "Scripts, run in order after the packages; instead of `setup_script`."),
              optional(
                  "validation_tests",
                  listOf(record(PartKeys.CHECK)),
                  "What must hold on the finished layer, and on every layer built on it.",
                  "validation",
                  "checks"),
              optional(
                  "test",
                  Shapes.word("boot", "none"),
                  "With `boot`, a fresh instance is launched from the finished image and the tests of"
                      + " the whole chain are run on it too; an image that does not pass is removed."
                      + " If not given, what the layer below says, else `none`."),
              optional(
                  "hygiene",
                  Shapes.FLAG,
                  "Whether keys, histories and machine ids are removed before the image is taken;"
                      + " true if not given."),
              optional(
                  "tags",
                  new Shape.MapOf(TAG_KEY, "tag key", Shapes.TAG_VALUE),
                  "Tags for the image, beside Kiln's own."),
              optional(
                  "ports",
                  listOf(Shapes.PORT),
                  "Ports that instances of the image serve. Has no effect on its content."),
              optional("builder", record(PartKeys.BUILDER), "The machine the layer is built on."),
              optional("min_disk_size", Shapes.GIBIBYTES, "As `builder.volume_size_gb`."),
              optional("cluster", record(PartKeys.CLUSTER), "The form of cluster templates."),
              optional("software", record(PartKeys.SOFTWARE), "The form of cluster templates."),
              optional(
                  "instance_defaults",
                  record(PartKeys.INSTANCE_DEFAULTS),
                  "The form of workstation templates."))
          .carrying(
              // of cluster tools
              "compute",
              "data",
              "network",
              "scheduler",
              "storage",
              // of workstation tools
              "ami_config",
              "connection_type",
              "idle_detection",
              "package_manager",
              "services",
              "dependencies",
              "repository",
              "resources",
              "estimated_cost_per_hour",
              "cost",
              // for display
              "author",
              "category",
              "color",
              "complexity",
              "docs",
              "domain",
              "estimated_launch_time",
              "featured",
              "icon",
              "learning_resources",
              "long_description",
              "maintainer",
              "popular",
              "prerequisites",
              "validation_status");

  private TemplateKeys() {}

  /** The shape of a whole template. */
  public static Shape template() {
    return record(TOP);
  }

  /** Whether a key at the top is one that only other tools read. */
  public static boolean carried(String key) {
    return TOP.find(key).filter(found -> found.need() == Key.Need.CARRIED).isPresent();
  }
}
