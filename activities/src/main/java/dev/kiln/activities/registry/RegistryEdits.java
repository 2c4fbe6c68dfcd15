package dev.kiln.activities.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.kiln.model.registry.Registry;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.KilnDataConverter;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Reads and changes a registry. If somebody else was faster, the change is applied to the newer
 * text.
 */
final class RegistryEdits {
  /** After this many tries, Temporal waits before the next. */
  private static final int TRIES = 20;

  private static final ObjectMapper JSON =
      KilnDataConverter.jsonMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Function<RegistryLocation, RegistryStore> stores;

  RegistryEdits(Function<RegistryLocation, RegistryStore> stores) {
    this.stores = stores;
  }

  /**
   * Reads the registry; a missing one is empty.
   *
   * @throws ApplicationFailure if it cannot be read or is not a registry
   */
  Registry read(RegistryLocation location) {
    try {
      return parse(location, stores.apply(location).read());
    } catch (IOException failed) {
      throw unreachable(location, failed);
    }
  }

  /**
   * Changes the registry.
   *
   * @param change must be idempotent: it may be applied to its own result
   * @return the registry as it is now
   */
  Registry edit(RegistryLocation location, UnaryOperator<Registry> change) {
    RegistryStore store = stores.apply(location);
    try {
      for (int i = 0; i < TRIES; i++) {
        Optional<RegistryStore.Text> text = store.read();
        Registry before = parse(location, text);
        Registry after = change.apply(before);
        if (after.equals(before) || store.write(json(after), text.map(RegistryStore.Text::token))) {
          return after;
        }
      }
    } catch (IOException failed) {
      throw unreachable(location, failed);
    }
    throw FailureType.CLOUD_UNAVAILABLE.failure(
        "others are writing registry '%s' at the same time; Kiln tries again".formatted(location));
  }

  private static Registry parse(RegistryLocation location, Optional<RegistryStore.Text> text) {
    if (text.isEmpty()) {
      return Registry.EMPTY;
    }
    try {
      return JSON.readValue(text.get().json(), Registry.class);
    } catch (IOException | RuntimeException malformed) {
      throw FailureType.INVALID_REQUEST.failure(
          "cannot use registry '%s': it is not a registry (%s); correct it, or name another with --registry"
              .formatted(
                  location, String.valueOf(malformed.getMessage()).lines().findFirst().orElse("")),
          malformed);
    }
  }

  private static String json(Registry registry) throws JsonProcessingException {
    return JSON.writeValueAsString(registry) + "\n";
  }

  private static ApplicationFailure unreachable(RegistryLocation location, IOException failed) {
    return FailureType.INVALID_REQUEST.failure(
        "cannot use registry '%s': %s; let the worker read and write it, or name another with --registry"
            .formatted(location, failed),
        failed);
  }
}
