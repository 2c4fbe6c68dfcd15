package dev.kiln.localcloud.control;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that goes wrong for the next calls of one action.
 *
 * @param action such as {@code RunInstances}, or {@code *} for any
 * @param region where it goes wrong; empty for anywhere
 * @param match text that the request must contain, such as an availability zone or a name
 * @param times how many calls it strikes
 * @param errorCode of the reply; without one the reply is a bare page, as a proxy would send
 * @param httpStatus of the reply; the usual one of the code if empty
 * @param message of the reply, or of the state reason
 * @param delay before the effect, or until an interruption
 */
@RecordBuilder
public record Fault(
    String action,
    Optional<String> region,
    Optional<String> match,
    int times,
    When when,
    Optional<String> errorCode,
    Optional<Integer> httpStatus,
    Optional<String> message,
    Duration delay)
    implements FaultBuilder.With {
  /** What goes wrong. */
  public enum When {
    /** An error reply, and nothing happened. */
    BEFORE,
    /** It happened, but the reply is an error, or is lost if no status is given. */
    AFTER,
    /** It happens late. */
    DELAY,
    /** The connection closes, and nothing happened. */
    DROP,
    /** It happened, but the reply has no body. */
    EMPTY,
    /** It happened, but the reply lacks its second half, as if that were all of it. */
    TRUNCATE,
    /** It happened, but the connection breaks in the middle of the reply. */
    RESET,
    /** A list comes in pages of two. */
    SHORT_PAGES,
    /** RunInstances: pending, then terminated with a reason. */
    INSTANCE_FAILS,
    /** CreateImage, CopyImage: pending, then failed with a reason. */
    IMAGE_FAILS,
    /** StopInstances: stopping forever. */
    STOPPING_FOREVER,
    /** RunInstances, CreateImage, CopyImage: pending forever. */
    PENDING_FOREVER,
    /** RunInstances: the SSM agent never reports. */
    AGENT_SILENT,
    /** SendCommand: never delivered, and {@code TimedOut} after {@code delay}. */
    COMMAND_UNDELIVERED,
    /** RunInstances: terminated {@code delay} after it was running, as spot capacity is taken. */
    SPOT_INTERRUPTION,
    /** RunInstances: shut down from within {@code delay} after it was running. */
    GUEST_SHUTDOWN;

    /** Whether it changes the resources rather than the reply. */
    public boolean changesState() {
      return switch (this) {
        case BEFORE, AFTER, DELAY, DROP, EMPTY, TRUNCATE, RESET, SHORT_PAGES -> false;
        case INSTANCE_FAILS,
            IMAGE_FAILS,
            STOPPING_FOREVER,
            PENDING_FOREVER,
            AGENT_SILENT,
            COMMAND_UNDELIVERED,
            SPOT_INTERRUPTION,
            GUEST_SHUTDOWN ->
            true;
      };
    }

    /** Whether the action takes effect but its reply is lost or damaged. */
    public boolean spoilsReply() {
      return switch (this) {
        case AFTER, EMPTY, TRUNCATE, RESET -> true;
        case BEFORE,
            DELAY,
            DROP,
            SHORT_PAGES,
            INSTANCE_FAILS,
            IMAGE_FAILS,
            STOPPING_FOREVER,
            PENDING_FOREVER,
            AGENT_SILENT,
            COMMAND_UNDELIVERED,
            SPOT_INTERRUPTION,
            GUEST_SHUTDOWN ->
            false;
      };
    }

    /** The spelling in JSON, {@code instance-fails}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Fault {
    if (times < 1) {
      throw new IllegalArgumentException(
          "cannot add fault for '" + action + "': times is " + times + "; give at least 1");
    }
  }

  /** A fault of a kind that strikes once. */
  public static Fault of(String action, When when) {
    return new Fault(
        action,
        Optional.empty(),
        Optional.empty(),
        1,
        when,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ZERO);
  }

  /** The next call is refused with AWS's code and has no effect. */
  public static Fault error(String action, String errorCode) {
    return of(action, When.BEFORE).withError(errorCode);
  }

  /** The next call works, but its caller sees a closed connection. */
  public static Fault replyLost(String action) {
    return of(action, When.AFTER);
  }

  public static Fault delay(String action, Duration delay) {
    return of(action, When.DELAY).withDelay(delay);
  }

  public Fault times(int changed) {
    return withTimes(changed);
  }

  /** Strikes every call until it is cleared. */
  public Fault always() {
    return times(Integer.MAX_VALUE);
  }

  public Fault inRegion(String changed) {
    return withRegion(Optional.of(changed));
  }

  public Fault matching(String changed) {
    return withMatch(Optional.of(changed));
  }

  public Fault withError(String changed) {
    return withErrorCode(Optional.of(changed));
  }

  public Fault withStatus(int changed) {
    return withHttpStatus(Optional.of(changed));
  }

  public Fault withMessage(String changed) {
    return withMessage(Optional.of(changed));
  }

  /** The HTTP status of the reply: as given, else what AWS sends with this code. */
  public int status() {
    return httpStatus.orElseGet(
        () ->
            switch (errorCode.orElse("InternalError")) {
              case "InsufficientInstanceCapacity", "InternalError", "InternalFailure" -> 500;
              case "RequestLimitExceeded", "Unavailable", "ServiceUnavailable" -> 503;
              case "UnauthorizedOperation", "AccessDenied" -> 403;
              case "AuthFailure" -> 401;
              default -> 400;
            });
  }

  /** Whether it refuses the call because a permission is missing. */
  boolean isDenial() {
    return when == When.BEFORE && errorCode.filter("UnauthorizedOperation"::equals).isPresent();
  }

  boolean strikes(String calledAction, String calledRegion, String request) {
    return (action.equals("*") || action.equals(calledAction))
        && region.map(calledRegion::equals).orElse(true)
        && match.map(request::contains).orElse(true);
  }
}
