package dev.kiln.localcloud.http;

import dev.kiln.localcloud.wire.XmlWriter;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;

/**
 * An HTTP reply.
 *
 * @param headers beside those of the body itself
 * @param whole whether the whole body is sent; if not, the connection breaks in the middle
 */
@RecordBuilder
public record Reply(
    int status, String contentType, String body, Map<String, String> headers, boolean whole)
    implements ReplyBuilder.With {
  public Reply {
    headers = Map.copyOf(headers);
  }

  public Reply(int status, String contentType, String body) {
    this(status, contentType, body, Map.of(), true);
  }

  public static Reply xml(int status, XmlWriter body) {
    return new Reply(
        status, "text/xml;charset=UTF-8", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + body);
  }

  public static Reply json(int status, String body) {
    return new Reply(status, "application/x-amz-json-1.1", body);
  }

  /** A page as a proxy would send it, without an AWS error code. */
  public static Reply page(int status) {
    return new Reply(
        status, "text/html", "<html><body><h1>" + status + " error</h1></body></html>");
  }

  public static Reply empty(int status) {
    return new Reply(status, "text/xml;charset=UTF-8", "");
  }

  /** The same with half of its body, as if that were all of it. */
  public Reply truncated() {
    return withBody(body.substring(0, body.length() / 2));
  }

  /** The same, with a connection that breaks in the middle. */
  public Reply brokenOff() {
    return withWhole(false);
  }
}
