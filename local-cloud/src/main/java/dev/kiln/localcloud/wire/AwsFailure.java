package dev.kiln.localcloud.wire;

import java.util.Map;

/**
 * An error reply in AWS's own words. Clients decide by its code, so the code must be the one that
 * AWS documents.
 */
public final class AwsFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient Map<String, String> headers;

  public AwsFailure(int status, String code, String message) {
    this(status, code, message, Map.of());
  }

  /** An error with headers of its own. */
  public AwsFailure(int status, String code, String message, Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.headers = Map.copyOf(headers);
  }

  /** An error that the caller can fix only by sending another request. */
  public static AwsFailure refused(String code, String message) {
    return new AwsFailure(400, code, message);
  }

  public static AwsFailure missing(String parameter) {
    return refused("MissingParameter", "The request must contain the parameter " + parameter + ".");
  }

  public static AwsFailure invalidValue(String message) {
    return refused("InvalidParameterValue", message);
  }

  /** The HTTP status of the reply. */
  public int status() {
    return status;
  }

  /** The headers that belong to it. */
  public Map<String, String> headers() {
    return headers;
  }

  /** AWS's error code, such as {@code InvalidAMIID.NotFound}. */
  public String code() {
    return code;
  }

  /** The message, which is never absent here. */
  public String text() {
    String message = getMessage();
    return message == null ? code : message;
  }
}
