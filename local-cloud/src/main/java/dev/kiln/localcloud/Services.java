package dev.kiln.localcloud;

import dev.kiln.localcloud.autoscaling.AutoScaling;
import dev.kiln.localcloud.ebs.Ebs;
import dev.kiln.localcloud.ec2.Ec2;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Service;
import dev.kiln.localcloud.kms.Keys;
import dev.kiln.localcloud.organizations.Organization;
import dev.kiln.localcloud.s3.Buckets;
import dev.kiln.localcloud.ssm.Ssm;
import dev.kiln.localcloud.sts.Sts;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The actions of all services; those of one are put together when it is first called. */
final class Services {
  private final Ec2 ec2;
  private final Ebs ebs;
  private final Ssm ssm;
  private final AutoScaling autoScaling;
  private final Buckets buckets;
  private final Map<Service, Map<String, Action>> known = new ConcurrentHashMap<>();

  Services(Ec2 ec2, Ebs ebs, Ssm ssm, AutoScaling autoScaling, Buckets buckets) {
    this.ec2 = ec2;
    this.ebs = ebs;
    this.ssm = ssm;
    this.autoScaling = autoScaling;
    this.buckets = buckets;
  }

  Map<String, Action> of(Service service) {
    return known.computeIfAbsent(
        service,
        first ->
            switch (first) {
              case EC2 -> ec2.actions();
              case EBS -> ebs.actions();
              case SSM -> ssm.actions();
              case STS -> new Sts().actions();
              case AUTOSCALING -> autoScaling.actions();
              case S3 -> buckets.actions();
              case KMS -> new Keys().actions();
              case ORGANIZATIONS -> new Organization().actions();
            });
  }

  SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    for (Service service : Service.values()) {
      String prefix = service.name().toLowerCase(Locale.ROOT) + ":";
      of(service).keySet().forEach(action -> names.add(prefix + action));
    }
    return names;
  }
}
