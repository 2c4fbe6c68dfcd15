package dev.kiln.localcloud.machine;

import java.util.stream.Stream;

/** Which backends this computer allows; tests run on each of them. */
final class Backends {
  private Backends() {}

  static Stream<BackendChoice> executing() {
    return Stream.of(
        BackendChoice.ROOT_OVERLAY,
        BackendChoice.USER_NAMESPACE_OVERLAY,
        BackendChoice.COPY_CHROOT);
  }
}
