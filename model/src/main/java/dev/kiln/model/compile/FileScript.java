package dev.kiln.model.compile;

import dev.kiln.model.template.FileEntry;
import dev.kiln.model.template.UserAccount;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes files. Their content travels as base64, which no shell and no transport can alter. If the
 * same template creates the owner of a file, the file belongs to root until then.
 */
final class FileScript {
  private static final Base64.Encoder ENCODER = Base64.getMimeEncoder(76, new byte[] {'\n'});

  private FileScript() {}

  static String of(List<FileEntry> files, List<UserAccount> users) {
    StringBuilder calls = new StringBuilder(Bash.resource("files.sh"));
    for (FileEntry file : files) {
      String owner = waitsFor(file, users) ? "root:root" : owner(file);
      calls
          .append(
              "write_file %s %s %s"
                  .formatted(Bash.quote(file.path()), Bash.quote(file.mode()), Bash.quote(owner)))
          .append(" <<'END'\n")
          .append(ENCODER.encodeToString(file.content().getBytes(StandardCharsets.UTF_8)))
          .append("\nEND\n");
    }
    return Bash.script(calls.toString());
  }

  /** Gives the files to their owners, once the accounts exist. */
  static String handOver(List<FileEntry> files, List<UserAccount> users) {
    return files.stream()
        .filter(file -> waitsFor(file, users))
        .map(
            file ->
                "chown %s %s\nchmod %s %s\n"
                    .formatted(
                        Bash.quote(owner(file)),
                        Bash.quote(file.path()),
                        Bash.quote(file.mode()),
                        Bash.quote(file.path())))
        .collect(Collectors.joining());
  }

  /** A user without a group means the user and that user's own group. */
  private static String owner(FileEntry file) {
    return file.owner().contains(":") ? file.owner() : file.owner() + ":";
  }

  private static boolean waitsFor(FileEntry file, List<UserAccount> users) {
    List<String> owners = Arrays.asList(file.owner().split(":", 2));
    return users.stream()
        .anyMatch(
            user ->
                owners.contains(user.name()) || user.groups().stream().anyMatch(owners::contains));
  }
}
