package dev.kiln.model.hash;

import dev.kiln.model.json.Json;
import dev.kiln.model.layer.Check;
import dev.kiln.model.source.Located;
import dev.kiln.model.template.FileEntry;
import dev.kiln.model.template.LayerContent;
import dev.kiln.model.template.PackageKind;
import dev.kiln.model.template.Template;
import dev.kiln.model.template.UserAccount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One unambiguous text of everything in a layer that can change its image or its acceptance.
 *
 * <p>Names of steps and tests, time limits and the builder's instance types stay out: none of them
 * changes an image that was accepted. The size of the root volume is included, because it is a
 * property of the image. Packages are sorted and listed once, because their order has no meaning;
 * steps, files and users keep their order, because it has.
 */
public final class CanonicalLayer {
  /**
   * Counts the changes in how Kiln builds a template, for example in the script that installs
   * packages. Raising it makes every image a miss.
   */
  private static final int RULES = 1;

  private CanonicalLayer() {}

  /** The text of the lowest layer, which starts from a base image. */
  public static String onBase(Template template, boolean hygiene, boolean bootTest, String base) {
    return text(template, hygiene, bootTest, "base", base);
  }

  /** The text of a layer on top of another. */
  public static String onParent(
      Template template, boolean hygiene, boolean bootTest, LayerDigest parent) {
    return text(template, hygiene, bootTest, "parent", parent.hex());
  }

  private static String text(
      Template template, boolean hygiene, boolean bootTest, String below, String what) {
    LayerContent content = template.content();
    Map<String, Object> layer = new LinkedHashMap<>();
    layer.put("rules", RULES);
    layer.put(below, what);
    layer.put("files", values(content.files()).stream().map(CanonicalLayer::file).toList());
    layer.put("users", values(content.users()).stream().map(CanonicalLayer::user).toList());
    layer.put("packages", packages(content));
    layer.put("steps", values(content.steps()).stream().map(step -> step.script()).toList());
    layer.put("checks", values(content.checks()).stream().map(CanonicalLayer::check).toList());
    layer.put("hygiene", hygiene);
    if (bootTest) {
      layer.put("test", "boot");
    }
    template.machine().volumeGib().ifPresent(size -> layer.put("volume", size));
    return Json.canonical(layer);
  }

  private static <T> List<T> values(List<Located<T>> located) {
    return located.stream().map(Located::value).toList();
  }

  private static Map<String, Object> file(FileEntry file) {
    return Map.of(
        "path", file.path(),
        "content", file.content(),
        "mode", file.mode(),
        "owner", file.owner());
  }

  private static Map<String, Object> user(UserAccount user) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", user.name());
    user.uid().ifPresent(uid -> map.put("uid", uid));
    user.gid().ifPresent(gid -> map.put("gid", gid));
    map.put("groups", user.groups());
    map.put("shell", user.shell());
    map.put("keys", user.authorizedKeys());
    return map;
  }

  private static Map<String, Object> packages(LayerContent content) {
    Map<String, Object> packages = new LinkedHashMap<>();
    for (PackageKind kind : PackageKind.values()) {
      List<String> sorted = values(content.packages(kind)).stream().distinct().sorted().toList();
      if (!sorted.isEmpty()) {
        packages.put(kind.key(), sorted);
      }
    }
    return packages;
  }

  private static Map<String, Object> check(Check check) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("command", check.command());
    check.exitCode().ifPresent(code -> map.put("exit", code));
    check.equalTo().ifPresent(text -> map.put("equals", text.strip()));
    check.contains().ifPresent(text -> map.put("contains", text));
    return map;
  }
}
