package dev.kiln.localcloud.datacenter;

import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredToken;
import dev.kiln.localcloud.wire.AwsFailure;
import dev.kiln.localcloud.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Client tokens: repeating a request has no second effect. */
public final class Tokens {
  private static final int LONGEST = 64;
  private static final Set<String> NOT_COMPARED = Set.of("ClientToken", "DryRun");

  private final Store store;

  public Tokens(Store store) {
    this.store = store;
  }

  /**
   * The resources that the same call made before; empty if the token is new or there is none.
   *
   * @throws AwsFailure if the token was used with other parameters
   */
  public Optional<List<String>> earlier(Call call) {
    Optional<StoredToken> used =
        call.token()
            .map(token -> StoredToken.key(call.place(), call.action(), valid(token)))
            .flatMap(key -> store.find(StoredToken.class, key));
    if (used.isPresent() && !used.get().fingerprint().equals(fingerprint(call))) {
      throw AwsFailure.refused(
          "IdempotentParameterMismatch",
          "Arguments on this idempotent request are inconsistent with arguments used in previous"
              + " request(s).");
    }
    return used.map(StoredToken::resources);
  }

  /** Remembers the resources that a call made. */
  public void remember(Call call, List<String> resources) {
    call.token()
        .ifPresent(
            token ->
                store.put(
                    new StoredToken(
                        call.place(),
                        call.action(),
                        token,
                        fingerprint(call),
                        resources,
                        call.time())));
  }

  private static String valid(String token) {
    if (token.length() > LONGEST) {
      throw AwsFailure.invalidValue(
          "Invalid value for ClientToken: it is longer than " + LONGEST + " characters.");
    }
    return token;
  }

  private static String fingerprint(Call call) {
    Map<String, Object> compared = new TreeMap<>(call.parameters());
    compared.keySet().removeAll(NOT_COMPARED);
    return Ids.digest(Json.text(sorted(compared)));
  }

  private static Object sorted(Object node) {
    if (!(node instanceof Map<?, ?> map)) {
      return node;
    }
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put(key.toString(), sorted(value)));
    return sorted;
  }
}
