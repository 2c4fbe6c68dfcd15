package dev.kiln.localcloud.gateway;

import dev.kiln.localcloud.http.HttpRequest;
import dev.kiln.localcloud.http.Reply;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** One AWS service: its names, its protocol and its actions, which the first call puts together. */
public final class Service {
  private final Names names;
  private final Protocol protocol;
  private final Function<HttpRequest, Operation> routes;
  private final Supplier<Map<String, Action>> assemble;
  private @Nullable Map<String, Action> actions;

  private record Names(String name, String title, String namespace) {}

  private Service(
      Names names,
      Protocol protocol,
      Function<HttpRequest, Operation> routes,
      Supplier<Map<String, Action>> assemble) {
    this.names = names;
    this.protocol = protocol;
    this.routes = routes;
    this.assemble = assemble;
  }

  /**
   * A service.
   *
   * @param name in the scope of a signature, such as {@code ec2}
   * @param title as people call it
   * @param actions by name
   */
  public static Service of(
      String name, String title, Protocol protocol, Supplier<Map<String, Action>> actions) {
    return new Service(
        new Names(name, title, ""), protocol, request -> new Operation("", Map.of()), actions);
  }

  /** The same service with the namespace of its XML replies. */
  public Service inNamespace(String uri) {
    return new Service(new Names(name(), title(), uri), protocol, routes, assemble);
  }

  /** The same service with the action that a method and a path name. */
  public Service routedBy(Function<HttpRequest, Operation> by) {
    return new Service(names, protocol, by, assemble);
  }

  /** The name in the scope of a signature, in the call log and in front of its actions. */
  public String name() {
    return names.name();
  }

  String title() {
    return names.title();
  }

  Protocol protocol() {
    return protocol;
  }

  String namespace() {
    return names.namespace();
  }

  /** All its actions by name. */
  public synchronized Map<String, Action> actions() {
    Map<String, Action> known = actions;
    if (known == null) {
      known = assemble.get();
      actions = known;
    }
    return known;
  }

  Operation operation(HttpRequest request) {
    return protocol.operation(this, request);
  }

  Operation route(HttpRequest request) {
    return routes.apply(request);
  }

  Reply failure(String requestId, AwsFailure failure) {
    return protocol.failure(namespace(), requestId, failure);
  }

  Reply reply(Call call, SdkPojo result) {
    return protocol.reply(call, result);
  }
}
