package dev.kiln.workflows.registry;

import dev.kiln.model.registry.RegisteredTemplate;
import dev.kiln.model.registry.Registry;
import dev.kiln.workflows.ActivityStubs;
import java.util.Map;
import java.util.Optional;

/** One activity. */
public final class RegistryWorkflowImpl implements RegistryWorkflow {
  private final RegistryActivities registry = ActivityStubs.calls(RegistryActivities.class);

  @Override
  public Registry readRegistry(Query query) {
    if (query.template().isEmpty()) {
      return registry.readOverview(query.registry());
    }
    String name = query.template().get();
    Optional<RegisteredTemplate> known = registry.readTemplate(query.registry(), name);
    return new Registry(
        Registry.EMPTY.version(),
        Optional.empty(),
        known.map(template -> Map.of(name, template)).orElseGet(Map::of),
        Map.of());
  }
}
