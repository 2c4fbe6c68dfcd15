package dev.kiln.localcloud.gateway;

import dev.kiln.localcloud.wire.AwsFailure;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The services that there are, by the name in a signature. */
public record ServiceDirectory(List<Service> services) {
  public ServiceDirectory {
    services = List.copyOf(services);
  }

  /**
   * The service of a name.
   *
   * @throws AwsFailure if there is none; the message lists them
   */
  Service find(String name) {
    return services.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new AwsFailure(
                    404,
                    "UnknownService",
                    "This local cloud has %s, but not %s"
                        .formatted(titles(), name.toUpperCase(Locale.ROOT))));
  }

  private String titles() {
    List<String> all = services.stream().map(Service::title).toList();
    int last = all.size() - 1;
    return String.join(", ", all.subList(0, last)) + " and " + all.get(last);
  }

  /** Every action, such as {@code ec2:RunInstances}. */
  public SortedSet<String> actions() {
    return services.stream()
        .flatMap(one -> one.actions().keySet().stream().map(action -> one.name() + ":" + action))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
