package dev.kiln.localcloud.ssm;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.machine.Execution;
import dev.kiln.localcloud.machine.LayerId;
import dev.kiln.localcloud.machine.Machines;
import dev.kiln.localcloud.machine.Script;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredInstance;
import dev.kiln.localcloud.state.StoredInvocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs commands on the machines and records how they end. A command that was running when the
 * process of the cloud ended is {@code Failed} with the details {@code Terminated} afterwards, as
 * SSM reports a command whose instance went away: nobody knows how far it got.
 */
final class CommandRunner {
  private static final Logger LOG = LoggerFactory.getLogger(CommandRunner.class);

  /** The exit code by which a script asks for a reboot and to be run again. */
  private static final int REBOOT = 194;

  /** The agent's default for {@code CommandRetryLimit}. */
  private static final int MOST_REBOOTS = 15;

  private final Datacenter datacenter;
  private final Store store;
  private final Map<String, Future<?>> running = new ConcurrentHashMap<>();

  CommandRunner(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.store = datacenter.store();
  }

  /** Starts a command whose invocation is stored as pending. */
  void start(StoredInvocation invocation, StoredInstance instance, Script script) {
    String id = invocation.id();
    running.computeIfAbsent(
        id, key -> datacenter.room().run(() -> run(invocation, instance, script)));
  }

  /** Loses a command; its invocation times out after a while. */
  void lose(StoredInvocation invocation, Duration after) {
    datacenter
        .room()
        .at(
            datacenter.now().plus(after),
            () -> end(invocation.id(), "TimedOut", "DeliveryTimedOut", -1, new Output()));
  }

  /** Kills the command's processes; the invocation ends as cancelled. */
  void cancel(StoredInvocation invocation) {
    Future<?> work = running.remove(invocation.id());
    if (work == null || work.cancel(true)) {
      end(invocation.id(), "Cancelled", "Cancelled", -1, new Output());
    }
  }

  /** Ends the commands that an earlier process left. */
  void endInterrupted() {
    for (StoredInvocation invocation : store.all(StoredInvocation.class)) {
      if (!invocation.isFinal()) {
        end(invocation.id(), "Failed", "Terminated", -1, new Output());
      }
    }
  }

  private void run(StoredInvocation invocation, StoredInstance instance, Script script) {
    Output output = new Output();
    String id = invocation.id();
    change(id, one -> one.moved("InProgress", Optional.of(datacenter.now())));
    try {
      if (!instance.executes()) {
        notExecuted(id, "the architecture of instance " + instance.id() + " is foreign");
        return;
      }
      Machines machines = datacenter.room().machines();
      machines.create(instance.id(), instance.layers().stream().map(LayerId::new).toList());
      finish(id, instance, runToEnd(machines, instance, script, output), output);
    } catch (InterruptedException cancelled) {
      // The caller that cancels records it; if the cloud closes, the next start does.
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException broken) {
      LOG.warn("event=command-failed invocation={}", id, broken);
      byte[] why = String.valueOf(broken.getMessage()).getBytes(StandardCharsets.UTF_8);
      output.stderr(why, why.length);
      end(id, "Failed", "Undeliverable", -1, output);
    } finally {
      running.remove(id);
    }
  }

  /**
   * Runs the script, and runs it again after each reboot that it asks for. An agent that has done
   * so too often leaves the command to its timeout; this one ends it at once and says why.
   */
  private Execution runToEnd(
      Machines machines, StoredInstance instance, Script script, Output output)
      throws IOException, InterruptedException {
    Execution execution = machines.run(instance.id(), script, output);
    for (int i = 0; asksForReboot(execution) && i < MOST_REBOOTS; i++) {
      reboot(machines, instance.id());
      execution = machines.run(instance.id(), script, output);
    }
    if (asksForReboot(execution)) {
      byte[] why =
          "local cloud: the script asked for a reboot again (exit code %d) after %d reboots; the agent restarts a command %d times at most\n"
              .formatted(REBOOT, MOST_REBOOTS, MOST_REBOOTS)
              .getBytes(StandardCharsets.UTF_8);
      output.stderr(why, why.length);
    }
    return execution;
  }

  private static boolean asksForReboot(Execution execution) {
    return execution.executed() && execution.exitCode() == REBOOT;
  }

  /** Reboots a machine, and waits until its agent is back. */
  private void reboot(Machines machines, String instance) throws IOException, InterruptedException {
    Optional<StoredInstance> down =
        store.transaction(
            () ->
                store
                    .find(StoredInstance.class, instance)
                    .map(one -> store.put(datacenter.rebooting(one))));
    machines.stop(instance);
    Optional<Instant> back = down.flatMap(StoredInstance::outage).map(StoredInstance.Outage::until);
    if (back.isPresent()) {
      Thread.sleep(Math.max(0, Duration.between(datacenter.now(), back.get()).toMillis()));
    }
  }

  private void finish(String id, StoredInstance instance, Execution execution, Output output) {
    if (execution.exitCode() == Execution.KILLED && !isRunning(instance)) {
      end(id, "Failed", "Terminated", -1, output);
    } else if (!execution.executed()) {
      notExecuted(id, "this computer has no way to run it");
    } else if (execution.timedOut()) {
      end(id, "TimedOut", "ExecutionTimedOut", -1, output);
    } else if (execution.exitCode() == 0) {
      end(id, "Success", "Success", 0, output);
    } else {
      end(id, "Failed", "Failed", execution.exitCode(), output);
    }
  }

  private boolean isRunning(StoredInstance instance) {
    return store
        .find(StoredInstance.class, instance.id())
        .map(now -> now.life().is("running", datacenter.now()))
        .orElse(false);
  }

  /** Reports success, so that a rehearsal goes on, with details that no real success has. */
  private void notExecuted(String id, String why) {
    Output output = new Output();
    byte[] text =
        ("local cloud: the script was not executed, because " + why + "\n")
            .getBytes(StandardCharsets.UTF_8);
    output.stderr(text, text.length);
    end(id, "Success", CommandActions.NOT_EXECUTED, -1, output);
  }

  private void end(String id, String status, String details, int exitCode, Output output) {
    change(
        id,
        one ->
            one.printed(output.printed(), output.complained())
                .ended(status, details, exitCode, datacenter.now()));
  }

  /** Changes an invocation that has not ended; an end is never taken back. */
  private void change(String id, UnaryOperator<StoredInvocation> next) {
    store.transaction(
        () ->
            store
                .find(StoredInvocation.class, id)
                .filter(one -> !one.isFinal())
                .map(one -> store.put(next.apply(one))));
  }
}
