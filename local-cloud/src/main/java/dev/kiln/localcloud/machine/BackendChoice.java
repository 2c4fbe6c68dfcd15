package dev.kiln.localcloud.machine;

import java.util.Optional;

/** Which backend to use: the best that this computer allows, or a named one. */
public enum BackendChoice {
  /** The first of {@link Backend} that a trial shows to work. */
  AUTO(Optional.empty()),
  ROOT_OVERLAY(Optional.of(Backend.ROOT_OVERLAY)),
  USER_NAMESPACE_OVERLAY(Optional.of(Backend.USER_NAMESPACE_OVERLAY)),
  COPY_CHROOT(Optional.of(Backend.COPY_CHROOT)),
  NONE(Optional.of(Backend.NONE));

  private final Optional<Backend> named;

  BackendChoice(Optional<Backend> named) {
    this.named = named;
  }

  /** The backend asked for; empty means that a trial decides. */
  Optional<Backend> named() {
    return named;
  }
}
