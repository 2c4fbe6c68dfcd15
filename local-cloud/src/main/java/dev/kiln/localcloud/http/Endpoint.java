package dev.kiln.localcloud.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP port, on the loopback interface only. Since the cloud runs scripts, the port also
 * refuses requests that a web page in a browser on this machine could send: those with an origin,
 * or for another host name.
 */
public final class Endpoint implements Closeable {
  /** Answers requests. */
  @FunctionalInterface
  public interface Handler {
    /** The reply; empty to close the connection without one. */
    Optional<Reply> answer(HttpRequest request);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);
  private static final int THREADS = 32;
  private static final Pattern OUR_NAMES =
      Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]+)?", Pattern.CASE_INSENSITIVE);

  static {
    // Read once by the JDK's server: without it each reply waits 40 ms for a delayed ACK.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final Handler handler;

  private Endpoint(HttpServer server, Handler handler) {
    AtomicInteger number = new AtomicInteger();
    this.server = server;
    this.handler = handler;
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "local-cloud-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Binds the port and begins to answer. */
  public static Endpoint open(int port, Handler handler) throws IOException {
    InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
    } catch (IOException taken) {
      throw new IOException(
          "cannot start local cloud: port %d is not free (%s); choose another, or 0 for any"
              .formatted(port, taken.getMessage()),
          taken);
    }
    Endpoint endpoint = new Endpoint(server, handler);
    server.setExecutor(endpoint.threads);
    server.createContext("/", endpoint::handle);
    server.start();
    return endpoint;
  }

  /** Where clients are to connect. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Optional<Reply> reply = reply(exchange);
      if (reply.isPresent()) {
        send(exchange, reply.get());
      }
    } catch (RuntimeException defect) {
      LOG.error("event=defect path={}", exchange.getRequestURI().getPath(), defect);
    }
  }

  private Optional<Reply> reply(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    String host = Optional.ofNullable(headers.getFirst("Host")).orElse("");
    if (headers.containsKey("Origin") || !OUR_NAMES.matcher(host).matches()) {
      return Optional.of(Reply.page(403));
    }
    Optional<HttpRequest> read = HttpRequest.read(exchange);
    if (read.isEmpty()) {
      return Optional.of(Reply.page(413));
    }
    return handler.answer(read.get());
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("Content-Type", reply.contentType());
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    OutputStream out = exchange.getResponseBody();
    if (reply.whole()) {
      out.write(body);
      out.close();
    } else {
      out.write(body, 0, body.length / 2);
      out.flush();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
