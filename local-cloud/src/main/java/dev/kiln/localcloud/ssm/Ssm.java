package dev.kiln.localcloud.ssm;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.gateway.Action;
import java.util.HashMap;
import java.util.Map;

/** The SSM service. */
public final class Ssm {
  private final Datacenter datacenter;
  private final Agents agents;
  private final CommandRunner runner;

  public Ssm(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.agents = new Agents(datacenter);
    this.runner = new CommandRunner(datacenter);
  }

  /** All its actions by name. */
  public Map<String, Action> actions() {
    Map<String, Action> actions = new HashMap<>();
    actions.putAll(new CommandActions(datacenter, agents, runner).all());
    actions.putAll(new CommandQueries(datacenter).all());
    actions.putAll(new ParameterActions(datacenter).all());
    actions.putAll(new Documents().all());
    actions.putAll(agents.all());
    return Map.copyOf(actions);
  }

  /** Ends the commands that an earlier process left in the middle. */
  public void resume() {
    runner.endInterrupted();
  }
}
