package dev.kiln.localcloud.gateway;

import dev.kiln.localcloud.control.CallLog;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.control.Faults;
import dev.kiln.localcloud.control.LoggedCall;
import dev.kiln.localcloud.control.Rehearsal;
import dev.kiln.localcloud.http.HttpRequest;
import dev.kiln.localcloud.http.Reply;
import dev.kiln.localcloud.settings.Conditions;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.localcloud.state.Place;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.wire.AwsFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The path of every call: who and where, the faults that strike it, the request rates, the action
 * itself, the reply, the log.
 */
public final class Gateway {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final LocalCloudSettings settings;
  private final Store store;
  private final CallLog log;
  private final Faults faults;
  private final Conditions conditions;
  private final InstantSource clock;
  private final TokenBuckets buckets;
  private final CloudClosing closing = new CloudClosing();
  private final ServiceDirectory services;
  private final Rights rights;

  public Gateway(
      LocalCloudSettings settings,
      Store store,
      Rehearsal rehearsal,
      InstantSource clock,
      ServiceDirectory services) {
    this.settings = settings;
    this.store = store;
    this.log = rehearsal.calls();
    this.faults = rehearsal.faults();
    this.conditions = rehearsal.conditions();
    this.clock = clock;
    this.services = services;
    this.rights = Rights.of(settings.policy());
    this.buckets = new TokenBuckets(clock);
  }

  /** The reply; empty to close the connection without one. */
  public Optional<Reply> answer(HttpRequest request) {
    String requestId = UUID.randomUUID().toString();
    Call call;
    try {
      call = read(request, requestId);
    } catch (AwsFailure unreadable) {
      return Optional.of(Protocol.guess(request).failure("", requestId, unreadable));
    }
    List<Fault> struck =
        call.isDryRun()
            ? faults.takeDenial(call.action(), call.place().region(), request.text())
            : faults.take(call.action(), call.place().region(), request.text());
    return answer(call.struckBy(struck), struck);
  }

  private Optional<Reply> answer(Call call, List<Fault> struck) {
    boolean closed =
        of(struck, Fault.When.DELAY).map(Fault::delay).map(closing::comesWithin).orElse(false);
    if (closed || of(struck, Fault.When.DROP).isPresent()) {
      log(call, "error", Optional.of("Dropped"));
      return Optional.empty();
    }
    Optional<Fault> before = of(struck, Fault.When.BEFORE);
    if (before.isPresent()) {
      log(call, "error", before.get().errorCode());
      return Optional.of(reply(call, before.get()));
    }
    Result result = act(call, of(struck, Fault.When.SHORT_PAGES).isPresent());
    Optional<Fault> spoiling =
        struck.stream()
            .filter(fault -> fault.when().spoilsReply() && result.errorCode().isEmpty())
            .findFirst();
    if (spoiling.isPresent()) {
      log(call, "lost", spoiling.get().errorCode());
      return spoiled(call, result.reply(), spoiling.get());
    }
    log(call, result.errorCode().isEmpty() ? "ok" : "error", result.errorCode());
    return Optional.of(result.reply());
  }

  private static Optional<Reply> spoiled(Call call, Reply reply, Fault fault) {
    return switch (fault.when()) {
      case EMPTY -> Optional.of(Reply.empty(fault.status()));
      case TRUNCATE -> Optional.of(reply.truncated());
      case RESET -> Optional.of(reply.brokenOff());
      default ->
          fault.httpStatus().isPresent() || fault.errorCode().isPresent()
              ? Optional.of(reply(call, fault))
              : Optional.empty();
    };
  }

  private record Result(Reply reply, Optional<String> errorCode) {}

  private Result act(Call call, boolean shortPages) {
    try {
      if (settings.throttling()) {
        buckets.take(call);
      }
      Action action = call.service().actions().get(call.action());
      if (action == null) {
        throw AwsFailure.refused(
            call.service().protocol().unknownActionCode(),
            "The action " + call.action() + " is not valid for this web service.");
      }
      rights.require(call);
      Call sized = shortPages ? PageSizes.apply(call).inShortPages() : PageSizes.apply(call);
      return store.transaction(
          () -> new Result(call.service().reply(call, action.answer(sized)), Optional.empty()));
    } catch (AwsFailure failure) {
      return failed(call, failure);
    } catch (RuntimeException defect) {
      LOG.error("event=defect action={} request={}", call.action(), call.requestId(), defect);
      return failed(
          call, new AwsFailure(500, "InternalError", "An internal error has occurred: " + defect));
    }
  }

  private static Result failed(Call call, AwsFailure failure) {
    return new Result(
        call.service().failure(call.requestId(), failure), Optional.of(failure.code()));
  }

  private Call read(HttpRequest request, String requestId) {
    Signature signature = Signature.read(request.authorization());
    Service service = services.find(signature.service());
    if (!Regions.exists(signature.region())) {
      throw new AwsFailure(401, "AuthFailure", "Credential should be scoped to a valid region.");
    }
    if (conditions.optedOut().contains(signature.region())) {
      throw Signature.invalid();
    }
    Operation operation = service.operation(request);
    return new Call(
        service,
        new Place(SessionKeys.account(signature.accessKey(), settings), signature.region()),
        signature.accessKey(),
        operation.action(),
        operation.parameters(),
        requestId,
        clock.instant(),
        List.of());
  }

  private static Optional<Fault> of(List<Fault> struck, Fault.When when) {
    return struck.stream().filter(fault -> fault.when() == when).findFirst();
  }

  private static Reply reply(Call call, Fault fault) {
    if (fault.errorCode().isEmpty()) {
      return Reply.page(fault.status());
    }
    String code = fault.errorCode().get();
    return call.service()
        .failure(
            call.requestId(),
            new AwsFailure(
                fault.status(), code, fault.message().orElse("Injected fault: " + code)));
  }

  private void log(Call call, String outcome, Optional<String> errorCode) {
    Instant now = clock.instant();
    log.add(
        new LoggedCall(
            call.time(),
            call.place().account(),
            call.place().region(),
            call.service().name(),
            call.action(),
            call.token(),
            call.requestId(),
            Duration.between(call.time(), now).toMillis(),
            outcome,
            errorCode));
  }

  /** Ends every injected delay. */
  public void close() {
    closing.begin();
  }
}
