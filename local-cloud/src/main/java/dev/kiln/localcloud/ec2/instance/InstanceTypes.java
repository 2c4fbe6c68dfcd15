package dev.kiln.localcloud.ec2.instance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The instance types that exist here: the common families, all sizes. */
final class InstanceTypes {
  /** The facts about a type. */
  record Facts(String name, String architecture, int vcpus, int memoryMib, boolean burstable) {}

  private static final String X86 = "x86_64";
  private static final String ARM = "arm64";

  private static final Map<String, Integer> SIZES = new LinkedHashMap<>();
  private static final Map<String, Integer> BURSTABLE_MIB = new LinkedHashMap<>();
  private static final Map<String, Facts> ALL = new LinkedHashMap<>();

  static {
    int[] vcpus = {1, 2, 4, 8, 16, 32, 48, 64, 96};
    List<String> names =
        List.of(
            "medium",
            "large",
            "xlarge",
            "2xlarge",
            "4xlarge",
            "8xlarge",
            "12xlarge",
            "16xlarge",
            "24xlarge");
    for (int i = 0; i < vcpus.length; i++) {
      SIZES.put(names.get(i), vcpus[i]);
    }
    int mib = 512;
    for (String size : List.of("nano", "micro", "small", "medium", "large", "xlarge", "2xlarge")) {
      BURSTABLE_MIB.put(size, mib);
      mib *= 2;
    }
    List.of("t2", "t3", "t3a").forEach(family -> burstable(family, X86));
    burstable("t4g", ARM);
    List.of("c5", "c5n", "c6i", "c6a", "c7i", "c7a").forEach(f -> family(f, X86, 2));
    List.of("m5", "m5a", "m6i", "m6a", "m7i", "m7a", "g4dn", "g5").forEach(f -> family(f, X86, 4));
    List.of("r5", "r5a", "r6i", "r6a", "r7i", "r7a").forEach(f -> family(f, X86, 8));
    List.of("c6g", "c6gn", "c7g", "c8g").forEach(f -> family(f, ARM, 2));
    List.of("m6g", "m7g", "m8g", "g5g").forEach(f -> family(f, ARM, 4));
    List.of("r6g", "r7g", "r8g").forEach(f -> family(f, ARM, 8));
  }

  private InstanceTypes() {}

  private static void family(String family, String architecture, int gibPerVcpu) {
    SIZES.forEach(
        (size, vcpus) -> {
          String name = family + "." + size;
          ALL.put(name, new Facts(name, architecture, vcpus, vcpus * gibPerVcpu * 1024, false));
        });
  }

  private static void burstable(String family, String architecture) {
    BURSTABLE_MIB.forEach(
        (size, mib) -> {
          String name = family + "." + size;
          int vcpus = size.equals("2xlarge") ? 8 : size.equals("xlarge") ? 4 : 2;
          ALL.put(name, new Facts(name, architecture, vcpus, mib, true));
        });
  }

  static Optional<Facts> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  static List<Facts> all() {
    return List.copyOf(ALL.values());
  }
}
