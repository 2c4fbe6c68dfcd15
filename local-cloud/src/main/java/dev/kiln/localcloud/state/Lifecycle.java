package dev.kiln.localcloud.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A state, and those that follow it by the clock alone. The present state is computed when it is
 * read, so it is right after any pause of the process and needs no timer.
 */
public record Lifecycle(String state, Optional<Reason> reason, List<Step> steps) {
  /** A state that begins at an instant. */
  public record Step(Instant at, String state, Optional<Reason> reason) {}

  public Lifecycle {
    steps = List.copyOf(steps);
  }

  /** A state that only a call ends. */
  public static Lifecycle of(String state) {
    return new Lifecycle(state, Optional.empty(), List.of());
  }

  public Lifecycle because(Reason why) {
    return new Lifecycle(state, Optional.of(why), steps);
  }

  /** Adds what follows; the steps are given in order of time. */
  public Lifecycle then(Instant at, String next) {
    return then(at, next, Optional.empty());
  }

  public Lifecycle then(Instant at, String next, Optional<Reason> why) {
    List<Step> more = new ArrayList<>(steps);
    more.add(new Step(at, next, why));
    return new Lifecycle(state, reason, more);
  }

  /** The lifecycle at {@code now}, without the steps that have begun. */
  public Lifecycle at(Instant now) {
    Lifecycle present = this;
    for (int i = 0; i < steps.size() && !steps.get(i).at().isAfter(now); i++) {
      Step step = steps.get(i);
      present =
          new Lifecycle(
              step.state(), step.reason().or(present::reason), steps.subList(i + 1, steps.size()));
    }
    return present;
  }

  public boolean is(String expected, Instant now) {
    return at(now).state().equals(expected);
  }

  /** When the given state begins or began by the clock, if it is one of the steps. */
  public Optional<Instant> startOf(String named) {
    return steps.stream().filter(step -> step.state().equals(named)).map(Step::at).findFirst();
  }
}
