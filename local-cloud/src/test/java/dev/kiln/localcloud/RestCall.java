package dev.kiln.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.localcloud.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** A request with a path, as EBS direct and the control API use them. */
final class RestCall {
  private RestCall() {}

  static HttpResponse<String> send(URI endpoint, String path, String service) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(endpoint.resolve(path))
                  .header(
                      "Authorization",
                      "AWS4-HMAC-SHA256 Credential=%s/20260101/%s/%s/aws4_request"
                          .formatted(Clients.KEY, Clients.REGION, service))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new AssertionError(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  static Map<String, Object> json(URI endpoint, String path, String service) {
    HttpResponse<String> answer = send(endpoint, path, service);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try {
      return Json.object(answer.body());
    } catch (IOException malformed) {
      throw new AssertionError(malformed);
    }
  }
}
