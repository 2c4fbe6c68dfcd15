package dev.kiln.cli.receivers;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.Console;
import dev.kiln.model.share.Community;
import dev.kiln.model.share.Grantee;
import dev.kiln.model.source.TemplateException;
import dev.kiln.model.source.TemplateSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Collects the receivers that a command line names, and all problems with them. */
public final class Receivers {
  private final Console console;
  private final List<Grantee> named = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  public Receivers(Console console) {
    this.console = console;
  }

  /** Adds everybody, if requested. */
  public Receivers everybody(boolean asked) {
    if (asked) {
      named.add(Grantee.PUBLIC);
    }
    return this;
  }

  /** Adds receivers of one kind. */
  public Receivers add(Grantee.Kind kind, List<String> texts) {
    for (String text : texts) {
      try {
        named.add(kind.read(text.strip()));
      } catch (IllegalArgumentException malformed) {
        problems.add(String.valueOf(malformed.getMessage()));
      }
    }
    return this;
  }

  /**
   * Adds the members of communities.
   *
   * @param names of files below {@code communities} in Kiln's home, or paths
   */
  public Receivers communities(List<String> names) {
    for (String name : names) {
      Path file = file(name);
      try {
        TemplateSource text = TemplateSource.of(file.toString(), Files.readAllBytes(file));
        named.addAll(Community.read(text).members());
      } catch (TemplateException wrong) {
        problems.add(
            wrong.diagnostics().stream().map(Object::toString).collect(Collectors.joining("; ")));
      } catch (IOException unreadable) {
        problems.add(
            "cannot share with community '%s': there is no readable %s; write its accounts there, one per line"
                .formatted(name, file));
      }
    }
    return this;
  }

  private Path file(String name) {
    return name.matches("[A-Za-z0-9_-]+")
        ? console.kilnHome().resolve("communities").resolve(name + ".txt")
        : console.workingDirectory().resolve(name).normalize();
  }

  /**
   * All named receivers, each once.
   *
   * @throws CliFailure naming all problems
   */
  public List<Grantee> all() {
    if (!problems.isEmpty()) {
      throw CliFailure.usage(String.join("; ", problems));
    }
    return named.stream().distinct().sorted().toList();
  }
}
