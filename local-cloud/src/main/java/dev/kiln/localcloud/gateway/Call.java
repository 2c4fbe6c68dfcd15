package dev.kiln.localcloud.gateway;

import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.state.Place;
import dev.kiln.localcloud.wire.AwsFailure;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.CopyableBuilder;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/**
 * One authenticated request.
 *
 * @param place the caller's account, and the region that the signature is for
 * @param parameters as they came; {@link #read} gives them types
 * @param stateFaults faults that change what the action makes
 */
@RecordBuilder
public record Call(
    Service service,
    Place place,
    String accessKey,
    String action,
    Map<String, Object> parameters,
    String requestId,
    Instant time,
    List<Fault> stateFaults)
    implements CallBuilder.With {
  public Call {
    stateFaults = List.copyOf(stateFaults);
  }

  /**
   * The parameters as the request class of the SDK.
   *
   * @throws AwsFailure if they do not fit
   */
  <B extends SdkPojo & CopyableBuilder<B, R>, R extends SdkPojo & ToCopyableBuilder<B, R>> R read(
      B builder) {
    return service.protocol().reader().read(parameters, builder).build();
  }

  /** Whether the caller only checks its permission. */
  boolean isDryRun() {
    return "true".equals(String.valueOf(parameters.get("DryRun")));
  }

  /** The fault of a kind that changes what this call makes. */
  public Optional<Fault> stateFault(Fault.When when) {
    return stateFaults.stream().filter(fault -> fault.when() == when).findFirst();
  }

  /** The client token, if the caller gave one. */
  public Optional<String> token() {
    return Optional.ofNullable(parameters.get("ClientToken"))
        .map(Object::toString)
        .filter(token -> !token.isEmpty());
  }

  /** The same call, with pages of at most two items. */
  Call inShortPages() {
    Map<String, Object> fewer = new HashMap<>(parameters);
    fewer.put(service.protocol().pageSize(), "2");
    return withParameters(fewer);
  }

  /** The same call, with the faults among those given that change what it makes. */
  Call struckBy(List<Fault> faults) {
    return withStateFaults(faults.stream().filter(fault -> fault.when().changesState()).toList());
  }
}
