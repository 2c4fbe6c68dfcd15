package dev.kiln.activities.aws;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Keeps the body of a request in memory until it is sent. The JDK's connection loses the body of
 * every answer with status 401 if it streams the request, and with it EC2's code and text: wrong
 * credentials, a region or Marketplace terms that nobody has accepted. It streams only what has a
 * length from the beginning; else it computes the length itself, which is the same.
 */
final class BufferedRequests implements SdkHttpClient {
  private static final String LENGTH = "Content-Length";

  /** Without streaming, the JDK sends a request again by itself, and nobody counts it. */
  private static final String REPEATS = "sun.net.http.retryPost";

  private final SdkHttpClient connections;

  BufferedRequests(SdkHttpClient connections) {
    this.connections = connections;
    if (System.getProperty(REPEATS) == null) {
      System.setProperty(REPEATS, "false");
    }
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return connections.prepareRequest(
        HttpExecuteRequest.builder()
            .request(request.httpRequest().toBuilder().removeHeader(LENGTH).build())
            .contentStreamProvider(request.contentStreamProvider().orElse(null))
            .metricCollector(request.metricCollector().orElse(null))
            .build());
  }

  @Override
  public String clientName() {
    return connections.clientName();
  }

  @Override
  public void close() {
    connections.close();
  }
}
