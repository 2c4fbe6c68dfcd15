package dev.kiln.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.tally.ScopeCloseException;
import com.uber.m3.util.Duration;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** The metrics of Temporal's SDK and of the JVM, for Prometheus to read. */
final class MetricsEndpoint implements AutoCloseable {
  private static final double REPORT_SECONDS = 10;

  private final HttpServer server;
  private final PrometheusMeterRegistry registry;
  private final Scope scope;

  private MetricsEndpoint(HttpServer server, double reportSeconds) {
    this.server = server;
    this.registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    this.scope =
        new RootScopeBuilder()
            .reporter(new MicrometerClientStatsReporter(registry))
            .reportEvery(Duration.ofSeconds(reportSeconds));
  }

  /**
   * Starts listening.
   *
   * @throws IOException if the port is taken
   */
  static MetricsEndpoint open(InetSocketAddress address) throws IOException {
    return open(address, REPORT_SECONDS);
  }

  static MetricsEndpoint open(InetSocketAddress address, double reportSeconds) throws IOException {
    MetricsEndpoint endpoint = new MetricsEndpoint(HttpServer.create(address, 0), reportSeconds);
    endpoint.server.createContext("/metrics", endpoint::answer);
    endpoint.server.start();
    return endpoint;
  }

  /** The scope to which Temporal's SDK reports. */
  Scope scope() {
    return scope;
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] text = registry.scrape().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(200, text.length);
      exchange.getResponseBody().write(text);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    try {
      scope.close();
    } catch (ScopeCloseException failed) {
      throw new IllegalStateException("cannot close the metrics", failed);
    }
  }
}
