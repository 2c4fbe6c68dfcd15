package dev.kiln.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class MetricsEndpointTest {
  @Test
  @Timeout(30)
  void servesMetricsInPrometheusFormat() throws Exception {
    try (MetricsEndpoint endpoint = MetricsEndpoint.open(anyPort(), 0.01)) {
      endpoint.scope().counter("images_built").inc(3);

      String text = read(endpoint);
      while (!text.contains("images_built")) {
        text = read(endpoint);
      }

      assertThat(text).contains("images_built_total 3.0").contains("jvm_memory_used_bytes");
    }
  }

  @Test
  void reportsThatThePortIsTaken() throws Exception {
    try (MetricsEndpoint first = MetricsEndpoint.open(anyPort())) {
      assertThatThrownBy(() -> MetricsEndpoint.open(first.address()))
          .isInstanceOf(IOException.class);
    }
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static String read(MetricsEndpoint endpoint) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + endpoint.address().getPort() + "/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
        .body();
  }
}
