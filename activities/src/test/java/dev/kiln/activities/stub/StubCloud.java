package dev.kiln.activities.stub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.CloudSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Every service of AWS at one address, as one test needs it; it remembers what it was asked. */
public final class StubCloud implements AutoCloseable {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /** A cloud that answers as the function says. */
  public StubCloud(Function<Request, Reply> answers) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, answers));
    server.start();
  }

  /**
   * A request.
   *
   * @param form the parameters of the query protocol, from the address and the body
   */
  public record Request(
      String method,
      String path,
      Map<String, String> headers,
      String body,
      Map<String, String> form) {

    /** The action of the query protocol; empty for another protocol. */
    public String action() {
      return form.getOrDefault("Action", "");
    }

    /** The values of parameters such as {@code Filter.1.Value.7}, by the text before the number. */
    public List<String> values(String prefix) {
      return form.entrySet().stream()
          .filter(one -> one.getKey().matches(java.util.regex.Pattern.quote(prefix) + "\\.\\d+"))
          .map(Map.Entry::getValue)
          .toList();
    }
  }

  /** A reply. */
  public record Reply(int status, String type, String body) {
    /** A success in XML. */
    public static Reply xml(String body) {
      return new Reply(200, "text/xml", body);
    }

    /** A success in JSON. */
    public static Reply json(String body) {
      return new Reply(200, "application/json", body);
    }

    /** A refusal as EC2 words it. */
    public static Reply refusal(int status, String code, String message) {
      return new Reply(
          status,
          "text/xml",
          "<Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors><RequestID>r</RequestID></Response>"
              .formatted(code, message));
    }
  }

  /** The address of all services. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Calls to this cloud. */
  public AwsCalls calls() {
    return new AwsCalls(CloudSettings.local(address()));
  }

  /** What it was asked so far. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** What it was asked so far with one action. */
  public List<Request> requests(String action) {
    return requests.stream().filter(request -> request.action().equals(action)).toList();
  }

  private void answer(HttpExchange exchange, Function<Request, Reply> answers) throws IOException {
    try (exchange) {
      Request request = read(exchange);
      requests.add(request);
      Reply reply = answers.apply(request);
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", reply.type());
      exchange.getResponseHeaders().set("x-amzn-RequestId", "r");
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Request read(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    Map<String, String> form = new TreeMap<>();
    String query = exchange.getRequestURI().getRawQuery();
    for (String text : List.of(query == null ? "" : query, body)) {
      for (String pair : text.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0 && !text.startsWith("{")) {
          form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
      }
    }
    return new Request(
        exchange.getRequestMethod(), exchange.getRequestURI().getPath(), headers, body, form);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
