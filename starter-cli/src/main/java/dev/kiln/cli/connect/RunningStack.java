package dev.kiln.cli.connect;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.model.Region;
import dev.kiln.workflows.KilnDataConverter;
import io.temporal.envconfig.ClientConfigProfile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * The description of a running {@code kiln up}, in a file that the same user's other commands read.
 *
 * @param address Temporal's frontend
 * @param webUi the root of its Web UI
 * @param cloud the local cloud; empty if the stack uses AWS
 * @param process the process of {@code kiln up}
 * @param server the Temporal server, its child
 */
public record RunningStack(
    String address,
    String namespace,
    URI webUi,
    Optional<URI> cloud,
    Region region,
    ProcessMark process,
    ProcessMark server) {
  private static final String FILE = "stack.json";

  /** A process; its start time distinguishes it from a later process with the same number. */
  public record ProcessMark(long pid, Instant started) {
    /** Identifies a living process. */
    public static ProcessMark of(ProcessHandle process) {
      return new ProcessMark(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** The process, if it still runs. */
    public Optional<ProcessHandle> process() {
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(p -> of(p).equals(this));
    }
  }

  /** The content of the file, whether or not the stack still runs. */
  public static Optional<RunningStack> recorded(Path home) {
    Path file = home.resolve(FILE);
    if (Files.exists(home) && !Files.isDirectory(home)) {
      throw new CliFailure(
          "cannot store files in '%s': it is a file; set KILN_HOME to a directory".formatted(home));
    }
    try {
      return Optional.of(json().readValue(Files.readAllBytes(file), RunningStack.class));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new CliFailure(
          "cannot read '%s': %s; if no 'kiln up' is running, delete it"
              .formatted(file, unreadable.getMessage()),
          unreadable);
    }
  }

  /** The stack, if its process lives. */
  public static Optional<RunningStack> alive(Path home) {
    return recorded(home).filter(stack -> stack.process.process().isPresent());
  }

  /** How a client reaches its Temporal. */
  public ClientConfigProfile profile() {
    return ClientConfigProfile.newBuilder().setAddress(address).setNamespace(namespace).build();
  }

  /** Writes the file. */
  public void record(Path home) throws IOException {
    Path next = home.resolve(FILE + ".new");
    Files.write(next, json().writeValueAsBytes(this));
    Files.move(
        next,
        home.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Deletes the file. */
  public static void forget(Path home) throws IOException {
    Files.deleteIfExists(home.resolve(FILE));
  }

  private static ObjectMapper json() {
    return KilnDataConverter.jsonMapper();
  }
}
