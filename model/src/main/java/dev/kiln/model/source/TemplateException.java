package dev.kiln.model.source;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A template is unusable. Carries every problem, in the order of the file. */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final Comparator<Diagnostic> IN_ORDER =
      Comparator.comparing((Diagnostic one) -> one.position().location())
          .thenComparingInt(one -> one.position().line())
          .thenComparingInt(one -> one.position().column());

  private final transient List<Diagnostic> diagnostics;

  /** Takes the problems in any order. */
  public TemplateException(List<Diagnostic> diagnostics) {
    super(
        diagnostics.stream()
            .sorted(IN_ORDER)
            .map(String::valueOf)
            .collect(Collectors.joining("\n")));
    this.diagnostics = diagnostics.stream().sorted(IN_ORDER).toList();
  }

  /** For a single problem. */
  public TemplateException(Diagnostic diagnostic) {
    this(List.of(diagnostic));
  }

  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
