package dev.kiln.localcloud.settings;

import java.util.Set;

/** The conditions that hold now; a test may change them while the cloud runs. */
public final class Conditions {
  private final LocalCloudSettings settings;
  private volatile Set<Condition> holding;
  private volatile Set<String> optedOut;

  public Conditions(LocalCloudSettings settings) {
    this.settings = settings;
    this.holding = settings.conditions();
    this.optedOut = settings.optedOut();
  }

  public boolean hold(Condition one) {
    return holding.contains(one);
  }

  public Set<Condition> all() {
    return holding;
  }

  /** Regions that no account has opted in to. */
  public Set<String> optedOut() {
    return optedOut;
  }

  /** From now on these hold, and no others. */
  public void set(Set<Condition> all) {
    holding = Set.copyOf(all);
  }

  public void setOptedOut(Set<String> regions) {
    optedOut = Set.copyOf(regions);
  }

  /** Goes back to how the cloud was started. */
  public void reset() {
    set(settings.conditions());
    setOptedOut(settings.optedOut());
  }
}
