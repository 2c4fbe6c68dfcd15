package dev.kiln.model.schema;

import static dev.kiln.model.schema.Key.optional;
import static dev.kiln.model.schema.Key.required;
import static dev.kiln.model.schema.Shapes.listOf;

/** The keys of the maps that only templates of other tools have. */
final class ForeignKeys {
  static final KeySet CLUSTER =
      KeySet.of(
              "a cluster",
              optional("name", Shapes.NAME, "Same as `name` at the top."),
              optional("region", Shapes.REGION, "Same as `regions` with one entry."))
          .carrying("os");

  static final KeySet SOFTWARE =
      KeySet.of(
          "software",
          optional("spack_packages", listOf(Shapes.PACKAGE), "Same as `packages.spack`."));

  static final KeySet INSTANCE_DEFAULTS =
      KeySet.of(
              "instance defaults",
              optional("ports", listOf(Shapes.PORT), "Added to the `ports` of the top level."))
          .carrying(
              "type",
              "instance_type_preference",
              "root_volume_gb",
              "estimated_cost_per_hour",
              "storage_gb");

  static final KeySet RESEARCH_USER =
      KeySet.of(
              "a research user",
              optional(
                  "name",
                  Shapes.ACCOUNT_NAME,
                  "The account's name; the default is `research`.",
                  "username"),
              optional("auto_create", Shapes.FLAG, "With `false` there is no account."),
              optional("default_shell", Shapes.ABSOLUTE_PATH, "Same as `shell` of a user."),
              optional(
                  "default_groups", listOf(Shapes.ACCOUNT_NAME), "Same as `groups` of a user."))
          .carrying(
              "default_environment",
              "dual_user_integration",
              "efs_home_subdirectory",
              "efs_mount_point",
              "install_ssh_keys",
              "require_efs",
              "user_integration");

  static final KeySet FILE_IN_S3 =
      KeySet.of(
              "a file in S3",
              required(
                  "s3_bucket",
                  Shapes.LINE_OF_TEXT,
                  "Its bucket. Kiln does not fetch the file: a launcher does, at each start."))
          .carrying(
              "s3_key",
              "destination_path",
              "path",
              "destination",
              "owner",
              "group",
              "mode",
              "permissions",
              "checksum",
              "auto_cleanup",
              "required",
              "only_if",
              "description");

  private ForeignKeys() {}
}
