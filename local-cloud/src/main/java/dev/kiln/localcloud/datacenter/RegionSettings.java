package dev.kiln.localcloud.datacenter;

import dev.kiln.localcloud.state.Place;
import dev.kiln.localcloud.state.StoredRegion;
import java.util.Optional;

/** An account's settings in a region. */
public final class RegionSettings {
  /** Images cannot be made public. */
  public static final String BLOCKED = "block-new-sharing";

  /** Images can be made public. */
  public static final String UNBLOCKED = "unblocked";

  private final Datacenter datacenter;

  public RegionSettings(Datacenter datacenter) {
    this.datacenter = datacenter;
  }

  /** Whether an account may make images public in a region. */
  public String publicSharing(Place place) {
    return stored(place)
        .map(StoredRegion::publicSharing)
        .orElse(datacenter.settings().blockPublicAccess() ? BLOCKED : UNBLOCKED);
  }

  /** Allows or blocks public images; returns the state. */
  public String setPublicSharing(Place place, String state) {
    Optional<Boolean> encrypting = stored(place).flatMap(StoredRegion::encrypting);
    datacenter.store().put(new StoredRegion(place, state, encrypting));
    return state;
  }

  /** Whether copies are encrypted even if the caller does not ask for it. */
  public boolean encryptsByDefault(Place place) {
    return stored(place).flatMap(StoredRegion::encrypting).orElse(false);
  }

  /** Switches default encryption; returns whether it is on. */
  public boolean setEncryptsByDefault(Place place, boolean on) {
    datacenter.store().put(new StoredRegion(place, publicSharing(place), Optional.of(on)));
    return on;
  }

  private Optional<StoredRegion> stored(Place place) {
    return datacenter.store().find(StoredRegion.class, place.toString());
  }
}
