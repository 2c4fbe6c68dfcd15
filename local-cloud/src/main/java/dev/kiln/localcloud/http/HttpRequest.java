package dev.kiln.localcloud.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The parts of an HTTP request that matter here.
 *
 * @param headers by their names in lower case
 */
public record HttpRequest(
    String method, String path, String query, Map<String, String> headers, String body) {
  private static final int LONGEST = 4 << 20;

  /**
   * A client reads a refusal only after it has sent its whole request: this many bytes are dropped.
   */
  private static final int DISCARDED = 64 << 20;

  public HttpRequest {
    headers = Map.copyOf(headers);
  }

  /** Reads a request; empty if it is longer than AWS accepts. */
  static Optional<HttpRequest> read(HttpExchange exchange) throws IOException {
    try (InputStream in = exchange.getRequestBody()) {
      byte[] body = in.readNBytes(LONGEST + 1);
      if (body.length > LONGEST) {
        discard(in);
        return Optional.empty();
      }
      return Optional.of(
          new HttpRequest(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
              headers(exchange),
              new String(body, StandardCharsets.UTF_8)));
    }
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    return headers;
  }

  private static void discard(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int read = 0, length = 0; read < DISCARDED && length >= 0; read += length) {
      length = in.read(buffer);
    }
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The credentials: in a header, or in the address of a presigned request. */
  public Optional<String> authorization() {
    int presigned = query.indexOf("X-Amz-Credential=");
    return presigned >= 0
        ? Optional.of(URLDecoder.decode(query.substring(presigned + 6), StandardCharsets.UTF_8))
        : header("authorization");
  }

  /** The action of a service that speaks JSON. */
  public Optional<String> target() {
    return header("x-amz-target");
  }

  /** The parameters of a query call, which may also be in the address. */
  public String form() {
    return query.isEmpty() ? body : query + "&" + body;
  }

  /** The readable text of the request, which faults are matched against. */
  public String text() {
    try {
      return target().isPresent() ? body : URLDecoder.decode(form(), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return form();
    }
  }
}
