package dev.kiln.localcloud.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The script of faults: each strikes its number of calls and is then used up. */
public final class Faults {
  private final List<Fault> script = new ArrayList<>();

  /** Adds a fault behind those there are. */
  public synchronized void add(Fault fault) {
    script.add(fault);
  }

  /** Everything works again from the next call on. */
  public synchronized void clear() {
    script.clear();
  }

  /** One action works again from its next call on. */
  public synchronized void clear(String action) {
    script.removeIf(fault -> fault.action().equals(action));
  }

  /** What has not struck yet. */
  public synchronized List<Fault> list() {
    return List.copyOf(script);
  }

  /**
   * Uses up what strikes one call. A fault that answers in place of the action comes alone, so that
   * those behind it are still there for the next attempt.
   *
   * @param request the text of the call, in which {@link Fault#match} is looked for
   */
  public synchronized List<Fault> take(String action, String region, String request) {
    return take(fault -> fault.strikes(action, region, request));
  }

  /** The same for a dry run: it learns of nothing but a want of permission. */
  public synchronized List<Fault> takeDenial(String action, String region, String request) {
    return take(fault -> fault.strikes(action, region, request) && fault.isDenial());
  }

  private List<Fault> take(Predicate<Fault> strikes) {
    Optional<Fault> instead =
        script.stream()
            .filter(strikes)
            .filter(fault -> fault.when() == Fault.When.BEFORE || fault.when() == Fault.When.DROP)
            .findFirst();
    List<Fault> struck = new ArrayList<>();
    script.stream()
        .filter(strikes)
        .filter(fault -> instead.isEmpty() || fault.when() == Fault.When.DELAY)
        .filter(fault -> struck.stream().noneMatch(other -> other.when() == fault.when()))
        .forEach(struck::add);
    instead.ifPresent(struck::add);
    struck.forEach(this::useUp);
    return List.copyOf(struck);
  }

  private void useUp(Fault fault) {
    int index = script.indexOf(fault);
    if (fault.times() == 1) {
      script.remove(index);
    } else if (fault.times() != Integer.MAX_VALUE) {
      script.set(index, fault.times(fault.times() - 1));
    }
  }
}
