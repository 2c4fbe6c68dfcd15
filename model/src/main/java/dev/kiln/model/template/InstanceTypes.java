package dev.kiln.model.template;

import dev.kiln.model.Architecture;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Groups instance types by the architecture in their names. */
final class InstanceTypes {
  /**
   * Graviton: a {@code g} among the letters after the generation, as in c7g, im4gn, x2gd; and a1.
   */
  private static final Pattern ARM = Pattern.compile("(a1|[a-z]+\\d+[a-z]*g[a-z]*)\\..*");

  private InstanceTypes() {}

  static Map<Architecture, List<String>> of(Section builder) {
    Map<Architecture, List<String>> types = new EnumMap<>(Architecture.class);
    for (String type : builder.strings("instance_types")) {
      Architecture architecture =
          ARM.matcher(type).matches() ? Architecture.ARM64 : Architecture.X86_64;
      types.computeIfAbsent(architecture, none -> new ArrayList<>()).add(type);
    }
    Section perArchitecture = builder.section("instance_types");
    for (Architecture architecture : Architecture.values()) {
      List<String> given = perArchitecture.strings(architecture.toString());
      if (!given.isEmpty()) {
        types.put(architecture, given);
      }
    }
    return types;
  }
}
