package dev.kiln.model.share;

import dev.kiln.model.source.Findings;
import dev.kiln.model.source.Position;
import dev.kiln.model.source.TemplateException;
import dev.kiln.model.source.TemplateSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A named group of receivers, so that users need not list partners on every command line. The file
 * has one account, organization or organizational unit on each line; {@code #} begins a comment.
 */
public record Community(List<Grantee> members) {
  public Community {
    members = members.stream().distinct().sorted().toList();
  }

  /**
   * Reads the file.
   *
   * @throws TemplateException with every wrong line
   */
  public static Community read(TemplateSource source) {
    Findings findings = new Findings();
    List<Grantee> members = new ArrayList<>();
    List<String> lines = source.text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String member = lines.get(i).replaceFirst("#.*", "").strip();
      if (!member.isEmpty()) {
        add(member, new Position(source, i + 1, 1), members, findings);
      }
    }
    if (members.isEmpty() && findings.clean()) {
      findings.error(
          Position.startOf(source.location()),
          "it names no receiver",
          "write one account per line");
    }
    findings.throwIfBroken();
    return new Community(members);
  }

  private static void add(String text, Position at, List<Grantee> members, Findings findings) {
    try {
      Grantee member = new Grantee(text);
      if (member.equals(Grantee.PUBLIC)) {
        findings.error(
            at, "a community cannot contain everyone", "remove it and share with --public");
      }
      members.add(member);
    } catch (IllegalArgumentException malformed) {
      findings.error(at, String.valueOf(malformed.getMessage()), "correct the line");
    }
  }
}
