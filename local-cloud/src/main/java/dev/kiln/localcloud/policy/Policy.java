package dev.kiln.localcloud.policy;

import dev.kiln.localcloud.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy document, evaluated by action and by the conditions on the request. Resources are not
 * compared, and conditions on them count as met: what a policy denies here, it denies in AWS, too.
 */
public final class Policy {
  private final List<Statement> statements;

  private Policy(List<Statement> statements) {
    this.statements = statements;
  }

  /**
   * A refusal.
   *
   * @param action the right that lacks
   * @param reason in AWS's words
   */
  public record Denial(String action, String reason) {}

  /** Reads a document from a file. */
  public static Policy read(Path file) throws IOException {
    try {
      return of(Json.object(Files.readString(file)));
    } catch (IOException unreadable) {
      throw new IOException(
          "cannot read policy '%s': %s; correct it".formatted(file, unreadable.getMessage()),
          unreadable);
    }
  }

  static Policy of(Map<String, Object> document) throws IOException {
    List<Statement> statements = new ArrayList<>();
    Object found = Optional.ofNullable(document.get("Statement")).orElse("");
    for (Object one : found instanceof List<?> list ? list : List.of(found)) {
      if (!(one instanceof Map<?, ?> statement)) {
        throw new IOException("expected a list of statements in 'Statement'");
      }
      statements.add(Statement.of(statement));
    }
    return new Policy(statements);
  }

  /** The first right that a call lacks; empty if it may go on. */
  public Optional<Denial> denial(String service, String action, Map<String, Object> parameters) {
    return Right.of(service, action, parameters).stream()
        .flatMap(right -> denial(right).stream())
        .findFirst();
  }

  private Optional<Denial> denial(Right right) {
    List<Statement> covering = statements.stream().filter(one -> one.covers(right)).toList();
    if (covering.stream().anyMatch(Statement::denies)) {
      return Optional.of(
          new Denial(right.action(), "with an explicit deny in an identity-based policy"));
    }
    return covering.isEmpty()
        ? Optional.of(
            new Denial(
                right.action(),
                "because no identity-based policy allows the %s action".formatted(right.action())))
        : Optional.empty();
  }
}
