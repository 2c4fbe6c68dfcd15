package dev.kiln.localcloud.gateway;

import dev.kiln.localcloud.CallLog;
import dev.kiln.localcloud.Faults;
import dev.kiln.localcloud.Inventory;
import dev.kiln.localcloud.wire.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What only a rehearsal has, under {@value #PATH} on the same port, so that a test in another
 * process can read the call log and make things fail.
 *
 * <ul>
 *   <li>{@code GET health}, {@code GET calls}, {@code GET inventory}
 *   <li>{@code GET faults}, {@code POST faults} (one fault, or a list of them), {@code DELETE
 *       faults}
 *   <li>{@code POST reset}: no resources, no faults, no calls
 * </ul>
 */
public final class ControlApi {
  static final String PATH = "/_kiln/";

  private final CallLog calls;
  private final Faults faults;
  private final Inventory inventory;
  private final Runnable reset;

  public ControlApi(CallLog calls, Faults faults, Inventory inventory, Runnable reset) {
    this.calls = calls;
    this.faults = faults;
    this.inventory = inventory;
    this.reset = reset;
  }

  Reply answer(HttpRequest request) {
    try {
      return switch (request.method() + " " + request.path().substring(PATH.length())) {
        case "GET health" -> ok(Map.of("status", "ok", "pid", ProcessHandle.current().pid()));
        case "GET calls" ->
            ok(Map.of("calls", calls.list().stream().map(ControlJson::of).toList()));
        case "GET inventory" ->
            ok(Map.of("resources", inventory.list().stream().map(ControlJson::of).toList()));
        case "GET faults" ->
            ok(Map.of("faults", faults.list().stream().map(ControlJson::of).toList()));
        case "POST faults" -> {
          ControlJson.faults(request.body()).forEach(faults::add);
          yield ok(Map.of("faults", faults.list().size()));
        }
        case "DELETE faults" -> {
          faults.clear();
          yield ok(Map.of("faults", 0));
        }
        case "POST reset" -> {
          reset.run();
          yield ok(Map.of("status", "ok"));
        }
        default ->
            error(
                404,
                "cannot find '%s %s'; there are %s"
                    .formatted(
                        request.method(),
                        request.path(),
                        List.of("health", "calls", "inventory", "faults", "reset")));
      };
    } catch (IOException | IllegalArgumentException unreadable) {
      return error(400, "cannot read the request: " + unreadable.getMessage());
    }
  }

  private static Reply ok(Object tree) {
    return new Reply(200, "application/json", Json.text(tree));
  }

  private static Reply error(int status, String message) {
    return new Reply(status, "application/json", Json.text(Map.of("error", message)));
  }
}
