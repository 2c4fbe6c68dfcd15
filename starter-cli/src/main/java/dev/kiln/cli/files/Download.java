package dev.kiln.cli.files;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Reads a short text from an https address; a redirect away from https is not followed. */
final class Download {
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);
  private static final Duration TO_ANSWER = Duration.ofSeconds(30);

  /**
   * Returns at most one byte more than the limit, so that the caller can detect a text that is too
   * long.
   */
  byte[] read(URI address, int limit) throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(TO_CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpRequest request = HttpRequest.newBuilder(address).timeout(TO_ANSWER).build();
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw new IOException("the server answers " + response.statusCode());
        }
        return body.readNBytes(limit + 1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the download was interrupted", e);
    } catch (java.net.ConnectException unreachable) {
      throw new IOException("no connection to " + address.getHost(), unreachable);
    }
  }
}
