package dev.kiln.localcloud.ec2;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.RecycleBin;
import dev.kiln.localcloud.gateway.Action;
import java.util.HashMap;
import java.util.Map;

/** The EC2 service. */
public final class Ec2 {
  private final Datacenter datacenter;
  private final Captures captures;

  public Ec2(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.captures = new Captures(datacenter);
  }

  /** All its actions by name. */
  public Map<String, Action> actions() {
    Map<String, Action> actions = new HashMap<>();
    actions.putAll(new InstanceActions(datacenter).all());
    actions.putAll(new InstanceQueries(datacenter).all());
    actions.putAll(new ImageActions(datacenter, captures).all());
    actions.putAll(new Registration(datacenter).all());
    actions.putAll(new ImageQueries(datacenter).all());
    actions.putAll(new ImageAttributes(datacenter).all());
    actions.putAll(new ImageChanges(datacenter).all());
    actions.putAll(new CopyActions(datacenter).all());
    actions.putAll(new UsageActions(datacenter).all());
    actions.putAll(new LaunchTemplates(datacenter).all());
    actions.putAll(new RecycleBin(datacenter).all());
    actions.putAll(new Snapshots(datacenter).all());
    actions.putAll(new TagActions(datacenter).all());
    actions.putAll(new KeyPairs(datacenter).all());
    actions.putAll(new SecurityGroups(datacenter).all());
    actions.putAll(new NetworkQueries(datacenter).all());
    actions.putAll(new Volumes(datacenter).all());
    actions.putAll(new RegionActions(datacenter).all());
    actions.putAll(new DefaultEncryption(datacenter).all());
    actions.putAll(new TypeQueries(datacenter).all());
    return Map.copyOf(actions);
  }

  /** Goes on with what an earlier process had not finished. */
  public void resume() {
    captures.resume();
    datacenter.cleanup().resume();
  }
}
