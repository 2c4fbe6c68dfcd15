package dev.kiln.localcloud.ec2;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.ec2.account.AccountActions;
import dev.kiln.localcloud.ec2.image.Captures;
import dev.kiln.localcloud.ec2.image.ImageActions;
import dev.kiln.localcloud.ec2.instance.InstanceActions;
import dev.kiln.localcloud.ec2.instance.InstanceTypeActions;
import dev.kiln.localcloud.ec2.keypair.KeyPairActions;
import dev.kiln.localcloud.ec2.launchtemplate.LaunchTemplateActions;
import dev.kiln.localcloud.ec2.network.NetworkActions;
import dev.kiln.localcloud.ec2.network.RouteActions;
import dev.kiln.localcloud.ec2.network.SecurityGroupActions;
import dev.kiln.localcloud.ec2.snapshot.SnapshotActions;
import dev.kiln.localcloud.ec2.tag.TagActions;
import dev.kiln.localcloud.ec2.volume.VolumeActions;
import dev.kiln.localcloud.gateway.Action;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    return Stream.of(
            new InstanceActions(datacenter).all(),
            new InstanceTypeActions(datacenter).all(),
            new ImageActions(datacenter, captures).all(),
            new SnapshotActions(datacenter).all(),
            new VolumeActions(datacenter).all(),
            new LaunchTemplateActions(datacenter).all(),
            new NetworkActions(datacenter).all(),
            new RouteActions(datacenter).all(),
            new SecurityGroupActions(datacenter).all(),
            new KeyPairActions(datacenter).all(),
            new TagActions(datacenter).all(),
            new AccountActions(datacenter).all())
        .flatMap(actions -> actions.entrySet().stream())
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Finishes the work of an earlier process. */
  public void resume() {
    captures.resume();
    datacenter.cleanup().resume();
  }
}
