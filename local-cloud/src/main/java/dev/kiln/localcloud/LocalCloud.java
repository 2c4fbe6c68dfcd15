package dev.kiln.localcloud;

import dev.kiln.localcloud.autoscaling.AutoScaling;
import dev.kiln.localcloud.control.CallLog;
import dev.kiln.localcloud.control.ControlApi;
import dev.kiln.localcloud.control.Faults;
import dev.kiln.localcloud.control.ImageContent;
import dev.kiln.localcloud.control.Inventory;
import dev.kiln.localcloud.control.Rehearsal;
import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.ebs.Ebs;
import dev.kiln.localcloud.ec2.Ec2;
import dev.kiln.localcloud.gateway.Gateway;
import dev.kiln.localcloud.gateway.ServiceDirectory;
import dev.kiln.localcloud.http.Endpoint;
import dev.kiln.localcloud.machine.Backend;
import dev.kiln.localcloud.machine.MachineRoom;
import dev.kiln.localcloud.machine.Machines;
import dev.kiln.localcloud.s3.Buckets;
import dev.kiln.localcloud.settings.Conditions;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.localcloud.ssm.Ssm;
import dev.kiln.localcloud.state.Store;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A running cloud. Its resources outlive it: the next cloud on the same home continues with them,
 * whether this one was closed or killed.
 */
public final class LocalCloud implements AutoCloseable {
  private final Store store;
  private final MachineRoom room;
  private final CallLog calls;
  private final Faults faults = new Faults();
  private final Conditions conditions;
  private final Inventory inventory;
  private final ServiceDirectory services;
  private final Gateway gateway;
  private final Endpoint endpoint;

  private LocalCloud(LocalCloudSettings settings, Store store, Supplier<Machines> machines)
      throws IOException {
    InstantSource clock = InstantSource.system();
    this.store = store;
    this.room = new MachineRoom(machines, clock);
    this.calls = CallLog.open(settings.home());
    this.inventory = new Inventory(store, clock);
    this.conditions = new Conditions(settings);
    Datacenter datacenter = new Datacenter(settings, store, clock, room, conditions);
    Ec2 ec2 = new Ec2(datacenter);
    Ssm ssm = new Ssm(datacenter);
    ec2.resume();
    ssm.resume();
    this.services =
        new ServiceDirectory(
            Stream.concat(
                    Services.ofResources(
                        ec2,
                        new Ebs(datacenter),
                        ssm,
                        new AutoScaling(store, clock),
                        new Buckets(store, clock))
                        .stream(),
                    Services.ofSettings(settings, conditions).stream())
                .toList());
    Rehearsal rehearsal = new Rehearsal(calls, faults, conditions);
    this.gateway = new Gateway(settings, store, rehearsal, clock, services);
    ControlApi control =
        new ControlApi(rehearsal, inventory, new ImageContent(store, room), this::reset);
    this.endpoint =
        Endpoint.open(
            settings.port(),
            request ->
                ControlApi.owns(request)
                    ? Optional.of(control.answer(request))
                    : gateway.answer(request));
  }

  /**
   * Starts to listen on the loopback interface.
   *
   * @throws IOException if another process has the home open, or if the port is taken
   */
  public static LocalCloud start(LocalCloudSettings settings) throws IOException {
    Set<Path> hidden = new HashSet<>(settings.hidden());
    hidden.add(settings.home());
    return start(
        settings,
        () -> Machines.open(settings.home().resolve("machines"), settings.backend(), hidden));
  }

  static LocalCloud start(LocalCloudSettings settings, Supplier<Machines> machines)
      throws IOException {
    Store store = Store.open(settings.home());
    try {
      return new LocalCloud(settings, store, machines);
    } catch (IOException | RuntimeException failed) {
      store.close();
      throw failed;
    }
  }

  /** Where clients connect, for every service and region. */
  public URI endpoint() {
    return endpoint.address();
  }

  /** Every call that was made. */
  public CallLog calls() {
    return calls;
  }

  /** The faults to inject. */
  public Faults faults() {
    return faults;
  }

  /** What accounts lack or have. */
  public Conditions conditions() {
    return conditions;
  }

  /** All resources, of all accounts and regions. */
  public Inventory inventory() {
    return inventory;
  }

  /** How scripts run here; the first call tries it out. */
  public Backend backend() {
    return room.backend();
  }

  /** Every action, such as {@code ec2:RunInstances}. */
  public SortedSet<String> actions() {
    return services.actions();
  }

  private void reset() {
    store.clear();
    faults.clear();
    conditions.reset();
    calls.clear();
  }

  /** Stops listening and kills running scripts; resources stay on disk. */
  @Override
  public void close() throws IOException {
    gateway.close();
    endpoint.close();
    room.close();
    calls.close();
    store.close();
  }
}
