package dev.kiln.localcloud.control;

import dev.kiln.localcloud.http.HttpRequest;
import dev.kiln.localcloud.http.Reply;
import dev.kiln.localcloud.settings.Conditions;
import dev.kiln.localcloud.wire.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The API that only a local cloud has, under {@value #PATH} on the same port. A test in another
 * process reads the call log and injects faults through it.
 *
 * <ul>
 *   <li>{@code GET health}, {@code GET calls}, {@code GET inventory}
 *   <li>{@code GET faults}, {@code POST faults} (one fault, or a list of them), {@code DELETE
 *       faults}
 *   <li>{@code POST reset}: removes all resources, faults and calls
 *   <li>{@code GET images/ID/files}: the content of an image
 * </ul>
 */
public final class ControlApi {
  private static final String PATH = "/_kiln/";

  private static final Pattern FILES = Pattern.compile("images/(ami-[0-9a-f]{8,17})/files");

  private final CallLog calls;
  private final Faults faults;
  private final Conditions conditions;
  private final Inventory inventory;
  private final ImageContent contents;
  private final Runnable reset;

  public ControlApi(
      Rehearsal rehearsal, Inventory inventory, ImageContent contents, Runnable reset) {
    this.calls = rehearsal.calls();
    this.faults = rehearsal.faults();
    this.conditions = rehearsal.conditions();
    this.inventory = inventory;
    this.contents = contents;
    this.reset = reset;
  }

  /** Whether a request is for this API rather than for a service. */
  public static boolean owns(HttpRequest request) {
    return request.path().startsWith(PATH);
  }

  public Reply answer(HttpRequest request) {
    try {
      Matcher files = FILES.matcher(request.path().substring(PATH.length()));
      if (request.method().equals("GET") && files.matches()) {
        return files(files.group(1));
      }
      return switch (request.method() + " " + request.path().substring(PATH.length())) {
        case "GET health" -> ok(Map.of("status", "ok", "pid", ProcessHandle.current().pid()));
        case "GET calls" ->
            ok(Map.of("calls", calls.list().stream().map(ControlJson::of).toList()));
        case "GET inventory" ->
            ok(Map.of("resources", inventory.list().stream().map(ControlJson::of).toList()));
        case "GET faults" ->
            ok(Map.of("faults", faults.list().stream().map(ControlJson::of).toList()));
        case "POST faults" -> add(request);
        case "DELETE faults" -> {
          faults.clear();
          yield ok(Map.of("faults", 0));
        }
        case "GET conditions" -> ok(ControlJson.of(conditions));
        case "POST conditions" -> {
          ControlJson.set(conditions, request.body());
          yield ok(ControlJson.of(conditions));
        }
        case "POST reset" -> {
          reset.run();
          yield ok(Map.of("status", "ok"));
        }
        default -> unknown(request);
      };
    } catch (IOException | IllegalArgumentException unreadable) {
      return error(400, "cannot read the request: " + unreadable.getMessage());
    }
  }

  private Reply add(HttpRequest request) throws IOException {
    ControlJson.faults(request.body()).forEach(faults::add);
    return ok(Map.of("faults", faults.list().size()));
  }

  private static Reply unknown(HttpRequest request) {
    List<String> known =
        List.of("health", "calls", "inventory", "faults", "conditions", "images/ID/files", "reset");
    return error(
        404,
        "cannot find '%s %s'; there are %s".formatted(request.method(), request.path(), known));
  }

  private Reply files(String image) {
    try {
      return ok(ControlJson.of(contents.of(image)));
    } catch (IOException unknown) {
      return error(404, "cannot look inside %s: %s".formatted(image, unknown.getMessage()));
    }
  }

  private static Reply ok(Object tree) {
    return new Reply(200, "application/json", Json.text(tree));
  }

  private static Reply error(int status, String message) {
    return new Reply(status, "application/json", Json.text(Map.of("error", message)));
  }
}
