package dev.kiln.model.schema;

import static dev.kiln.model.schema.Key.optional;
import static dev.kiln.model.schema.Shapes.listOf;
import static dev.kiln.model.schema.Shapes.oneOrListOf;
import static dev.kiln.model.schema.Shapes.record;
import static dev.kiln.model.schema.Shapes.recordWith;
import static dev.kiln.model.schema.Shapes.text;

import java.util.regex.Pattern;

/**
 * Every key of the template language: its spelling, its aliases, its shape and its meaning. The
 * parser, the JSON Schema and the reference page all read this one table.
 */
public final class TemplateKeys {
  private static final Pattern TAG_KEY = Pattern.compile("[^\\x00-\\x1f\\x7f]{1,128}");

  /** Keys for the content of the image, then for the builder, then the spellings of other tools. */
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
                  "The slug, if the one derived from the name is unsuitable."),
              optional(
                  "version",
                  text("a version like 1.2.0", "[0-9A-Za-z][0-9A-Za-z.+_-]{0,63}", 64),
                  "The template's own version, for tags and registries."),
              optional("description", Shapes.PROSE, "The purpose of the image."),
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
                  "The base image of the lowest layer: a vendor image's name or an AMI id;"
                      + " ubuntu-24.04 if no template of the chain names one.",
                  "base_ami"),
              optional(
                  "architectures",
                  oneOrListOf(Shapes.ARCHITECTURE),
                  "The processor architectures that the template supports.",
                  "architecture"),
              optional(
                  "regions",
                  oneOrListOf(Shapes.REGION),
                  "The regions for the image. No effect on its content.",
                  "region"),
              optional(
                  "parameters",
                  new Shape.MapOf(
                      Shapes.WORD, "parameter name", "parameter", record(PartKeys.PARAMETER)),
                  "Values that `--var name=value` can set. `{{.name}}` inserts one into any text of"
                      + " this template; `{{if eq .name \"x\"}}`, `ne`, `{{else if}}`, `{{else}}` and"
                      + " `{{end}}` choose between parts."),
              optional(
                  "variables",
                  new Shape.MapOf(Shapes.WORD, "variable name", "variable", Shapes.ANY_TEXT),
                  "Constants, used like parameters."),
              optional(
                  "files",
                  listOf(
                      Shape.OneOf.of(
                          recordWith("s3_bucket", ForeignKeys.FILE_IN_S3), record(PartKeys.FILE))),
                  "Files to write, before everything else."),
              optional("users", listOf(record(PartKeys.USER)), "Accounts to create."),
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
                  "Scripts, run in order after the packages, instead of `setup_script`."),
              optional(
                  "validation_tests",
                  listOf(record(PartKeys.CHECK)),
                  "Tests for the finished layer and for every layer built on it.",
                  "validation",
                  "checks"),
              optional(
                  "test",
                  Shapes.word("boot", "none"),
                  "With `boot`, Kiln launches a fresh instance of the finished image and runs the"
                      + " tests of the whole chain on it too; it deletes an image that fails."
                      + " The default is the setting of the layer below, else `none`."),
              optional(
                  "hygiene",
                  Shapes.FLAG,
                  "Whether Kiln removes keys, histories and machine ids before it creates the image;"
                      + " the default is true."),
              optional(
                  "tags",
                  new Shape.MapOf(TAG_KEY, "tag key", "tag", Shapes.TAG_VALUE),
                  "Tags for the image, in addition to Kiln's own."),
              optional(
                  "ports",
                  listOf(Shapes.PORT),
                  "Ports that instances of the image serve. No effect on its content."),
              optional("builder", record(PartKeys.BUILDER), "The machine the layer is built on."),
              optional(
                  "research_user",
                  record(ForeignKeys.RESEARCH_USER),
                  "The form of one of the `users` in workstation templates."),
              optional("min_disk_size", Shapes.GIBIBYTES, "Same as `builder.volume_size_gb`."),
              optional(
                  "cluster", record(ForeignKeys.CLUSTER), "The form used in cluster templates."),
              optional(
                  "software", record(ForeignKeys.SOFTWARE), "The form used in cluster templates."),
              optional(
                  "instance_defaults",
                  record(ForeignKeys.INSTANCE_DEFAULTS),
                  "The form used in workstation templates."))
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
              "instance_types",
              "marketplace",
              "minimum_size",
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
              "last_updated",
              "learning_resources",
              "long_description",
              "maintainer",
              "popular",
              "prerequisites",
              "validation_status")
          .withExtensions();

  private TemplateKeys() {}

  /** The shape of a whole template. */
  public static Shape template() {
    return record(TOP);
  }

  /** Whether only other tools read this top-level key. */
  public static boolean carried(String key) {
    return TOP.find(key).filter(found -> found.need() == Key.Need.CARRIED).isPresent();
  }
}
