package dev.kiln.workflows.registry;

import dev.kiln.model.AmiId;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.Release;
import dev.kiln.model.registry.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a move.
 *
 * @param before what the channel pointed to
 * @param release what it points to, or should
 * @param violations why it was refused
 * @param parameters what consumers read now
 */
public record MoveReport(
    String template,
    ChannelName channel,
    Outcome outcome,
    Optional<Release> before,
    Release release,
    List<Violation> violations,
    List<PublishedParameter> parameters) {
  /** How it ended. */
  public enum Outcome {
    MOVED,
    /** It pointed there already. */
    ALREADY,
    /** It would be moved. */
    PLANNED,
    REFUSED
  }

  public MoveReport {
    violations = List.copyOf(violations);
    parameters = List.copyOf(parameters);
  }

  MoveReport with(List<PublishedParameter> published) {
    return new MoveReport(template, channel, outcome, before, release, violations, published);
  }

  /** Whether the channel has moved, and yet some consumers read something else. */
  public boolean partial() {
    return parameters.stream().anyMatch(one -> one.problem().isPresent());
  }

  /** For the Web UI. */
  String markdown() {
    StringBuilder text =
        new StringBuilder(
            "**%s %s**: %s → %s (%s)\n"
                .formatted(
                    template,
                    channel,
                    before.map(Release::label).orElse("nothing"),
                    release.label(),
                    outcome.toString().toLowerCase(Locale.ROOT)));
    violations.forEach(violation -> text.append("\n- ").append(violation));
    parameters.forEach(
        one ->
            text.append("\n- %s %s: ".formatted(one.region(), one.name()))
                .append(
                    one.problem().orElseGet(() -> one.ami().map(AmiId::value).orElse("removed"))));
    return text.toString();
  }
}
