package dev.kiln.activities.aws;

import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Every call to AWS goes through here: paced, and with its refusals turned into failures. */
public final class AwsCalls implements AutoCloseable {
  private final AwsClients clients;
  private final Calls<Ec2Client> ec2;
  private final Calls<SsmClient> ssm;
  private final Calls<S3Client> s3;
  private final Calls<AutoScalingClient> autoScaling;
  private final Calls<SignedJson> kms;
  private final Calls<SignedJson> ebs;
  private final Calls<SignedJson> organizations;
  private final Calls<SignedJson> serviceQuotas;
  private final Calls<IamClient> iam;
  private final Calls<StsClient> sts;

  public AwsCalls(CloudSettings settings) {
    this.clients = new AwsClients(settings);
    Pace pace = new Pace(clients.credentials());
    KnownActions known = new KnownActions(settings.endpoint().isPresent());
    this.ec2 = new Calls<>(clients::ec2, pace, known);
    this.ssm = new Calls<>(clients::ssm, pace, known);
    this.s3 = new Calls<>(clients::s3, pace, known);
    this.autoScaling = new Calls<>(clients::autoScaling, pace, known);
    this.kms = new Calls<>(region -> clients.json(JsonService.KMS, region), pace, known);
    this.ebs = new Calls<>(region -> clients.json(JsonService.EBS, region), pace, known);
    this.organizations =
        new Calls<>(region -> clients.json(JsonService.ORGANIZATIONS, region), pace, known);
    this.serviceQuotas =
        new Calls<>(region -> clients.json(JsonService.SERVICE_QUOTAS, region), pace, known);
    this.iam = new Calls<>(clients::iam, pace, known);
    this.sts = new Calls<>(clients::sts, pace, known);
  }

  public Calls<Ec2Client> ec2() {
    return ec2;
  }

  public Calls<SsmClient> ssm() {
    return ssm;
  }

  public Calls<S3Client> s3() {
    return s3;
  }

  public Calls<AutoScalingClient> autoScaling() {
    return autoScaling;
  }

  public Calls<SignedJson> kms() {
    return kms;
  }

  /** EBS direct, which reads the blocks of snapshots. */
  public Calls<SignedJson> ebs() {
    return ebs;
  }

  public Calls<SignedJson> organizations() {
    return organizations;
  }

  public Calls<SignedJson> serviceQuotas() {
    return serviceQuotas;
  }

  /** IAM, which is the same in all regions of a partition. */
  public Calls<IamClient> iam() {
    return iam;
  }

  public Calls<StsClient> sts() {
    return sts;
  }

  /** What replies hold, for those who watch. */
  public Replies replies() {
    return clients.replies();
  }

  @Override
  public void close() {
    clients.close();
  }
}
