package dev.kiln.localcloud.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The script of faults: each strikes its number of calls and is then used up. */
public final class Faults {
  private final List<Fault> script = new ArrayList<>();

  /** Adds a fault at the end. */
  public synchronized void add(Fault fault) {
    script.add(fault);
  }

  /** Removes all faults. */
  public synchronized void clear() {
    script.clear();
  }

  /** Removes the faults of one action. */
  public synchronized void clear(String action) {
    script.removeIf(fault -> fault.action().equals(action));
  }

  /** The faults that have not struck yet. */
  public synchronized List<Fault> list() {
    return List.copyOf(script);
  }

  /**
   * Uses up the faults that strike one call. A fault that replaces the action's answer comes alone,
   * so that the next attempt still meets those behind it.
   *
   * @param request the text of the call, in which {@link Fault#match} is looked for
   */
  public synchronized List<Fault> take(String action, String region, String request) {
    return take(fault -> fault.strikes(action, region, request));
  }

  /** The same for a dry run, which reports missing permissions only. */
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
