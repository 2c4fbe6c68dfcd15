package dev.kiln.localcloud.ec2;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.RecycleBin;
import dev.kiln.localcloud.ec2.account.AccountActions;
import dev.kiln.localcloud.ec2.account.DefaultEncryption;
import dev.kiln.localcloud.ec2.image.Captures;
import dev.kiln.localcloud.ec2.image.CopyImage;
import dev.kiln.localcloud.ec2.image.CreateImage;
import dev.kiln.localcloud.ec2.image.DescribeImages;
import dev.kiln.localcloud.ec2.image.ImageActions;
import dev.kiln.localcloud.ec2.image.ImageAttributes;
import dev.kiln.localcloud.ec2.image.ImageUsage;
import dev.kiln.localcloud.ec2.image.RegisterImage;
import dev.kiln.localcloud.ec2.instance.DescribeInstances;
import dev.kiln.localcloud.ec2.instance.InstanceActions;
import dev.kiln.localcloud.ec2.instance.InstanceTypeActions;
import dev.kiln.localcloud.ec2.keypair.KeyPairActions;
import dev.kiln.localcloud.ec2.launchtemplate.LaunchTemplateActions;
import dev.kiln.localcloud.ec2.network.NetworkActions;
import dev.kiln.localcloud.ec2.network.SecurityGroupActions;
import dev.kiln.localcloud.ec2.snapshot.SnapshotActions;
import dev.kiln.localcloud.ec2.tag.TagActions;
import dev.kiln.localcloud.ec2.volume.VolumeActions;
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
    actions.putAll(new DescribeInstances(datacenter).all());
    actions.putAll(new CreateImage(datacenter, captures).all());
    actions.putAll(new RegisterImage(datacenter).all());
    actions.putAll(new DescribeImages(datacenter).all());
    actions.putAll(new ImageAttributes(datacenter).all());
    actions.putAll(new ImageActions(datacenter).all());
    actions.putAll(new CopyImage(datacenter).all());
    actions.putAll(new ImageUsage(datacenter).all());
    actions.putAll(new LaunchTemplateActions(datacenter).all());
    actions.putAll(new RecycleBin(datacenter).all());
    actions.putAll(new SnapshotActions(datacenter).all());
    actions.putAll(new TagActions(datacenter).all());
    actions.putAll(new KeyPairActions(datacenter).all());
    actions.putAll(new SecurityGroupActions(datacenter).all());
    actions.putAll(new NetworkActions(datacenter).all());
    actions.putAll(new VolumeActions(datacenter).all());
    actions.putAll(new AccountActions(datacenter).all());
    actions.putAll(new DefaultEncryption(datacenter).all());
    actions.putAll(new InstanceTypeActions(datacenter).all());
    return Map.copyOf(actions);
  }

  /** Goes on with what an earlier process had not finished. */
  public void resume() {
    captures.resume();
    datacenter.cleanup().resume();
  }
}
