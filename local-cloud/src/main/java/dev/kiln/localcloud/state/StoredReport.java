package dev.kiln.localcloud.state;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.ImageUsageReport;
import software.amazon.awssdk.services.ec2.model.ImageUsageReportEntry;

/** A usage report of an image: counted when it is asked for, shown when it is ready. */
public record StoredReport(
    Place place, ImageUsageReport body, Lifecycle life, List<ImageUsageReportEntry> entries)
    implements Stored {
  public StoredReport {
    entries = List.copyOf(entries);
  }

  @Override
  public String id() {
    return body.reportId();
  }
}
