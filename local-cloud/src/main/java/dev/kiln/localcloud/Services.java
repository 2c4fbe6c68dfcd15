package dev.kiln.localcloud;

import dev.kiln.localcloud.autoscaling.AutoScaling;
import dev.kiln.localcloud.ebs.Ebs;
import dev.kiln.localcloud.ec2.Ec2;
import dev.kiln.localcloud.gateway.Protocol;
import dev.kiln.localcloud.gateway.Service;
import dev.kiln.localcloud.iam.Iam;
import dev.kiln.localcloud.kms.Keys;
import dev.kiln.localcloud.organizations.Organization;
import dev.kiln.localcloud.s3.Buckets;
import dev.kiln.localcloud.servicequotas.ServiceQuotas;
import dev.kiln.localcloud.settings.Conditions;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.localcloud.ssm.Ssm;
import dev.kiln.localcloud.sts.Sts;
import java.util.List;

/** The services of this cloud, one line each. */
final class Services {
  private static final String EC2 = "http://ec2.amazonaws.com/doc/2016-11-15/";
  private static final String IAM = "https://iam.amazonaws.com/doc/2010-05-08/";
  private static final String STS = "https://sts.amazonaws.com/doc/2011-06-15/";
  private static final String AUTO_SCALING = "http://autoscaling.amazonaws.com/doc/2011-01-01/";

  private Services() {}

  /** The services whose resources are stored. */
  static List<Service> ofResources(Ec2 ec2, Ebs ebs, Ssm ssm, AutoScaling groups, Buckets buckets) {
    return List.of(
        Service.of("ec2", "EC2", Protocol.EC2, ec2::actions).inNamespace(EC2),
        Service.of("ssm", "SSM", Protocol.JSON, ssm::actions),
        Service.of("sts", "STS", Protocol.QUERY, new Sts()::actions).inNamespace(STS),
        Service.of("s3", "S3", Protocol.REST_XML, buckets::actions).routedBy(Buckets::route),
        Service.of("autoscaling", "Auto Scaling", Protocol.QUERY, groups::actions)
            .inNamespace(AUTO_SCALING),
        Service.of("ebs", "EBS direct", Protocol.REST_JSON, ebs::actions).routedBy(Ebs::route));
  }

  /** The services that answer as the settings and conditions say. */
  static List<Service> ofSettings(LocalCloudSettings settings, Conditions conditions) {
    return List.of(
        Service.of("kms", "KMS", Protocol.JSON, new Keys(conditions)::actions),
        Service.of("iam", "IAM", Protocol.QUERY, new Iam(conditions)::actions).inNamespace(IAM),
        Service.of(
            "servicequotas",
            "Service Quotas",
            Protocol.JSON,
            new ServiceQuotas(settings.quotas())::actions),
        Service.of("organizations", "Organizations", Protocol.JSON, new Organization()::actions));
  }
}
