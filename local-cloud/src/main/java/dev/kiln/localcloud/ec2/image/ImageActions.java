package dev.kiln.localcloud.ec2.image;

import static java.util.Map.entry;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.gateway.Action;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.CopyImageRequest;
import software.amazon.awssdk.services.ec2.model.CreateImageRequest;
import software.amazon.awssdk.services.ec2.model.CreateImageUsageReportRequest;
import software.amazon.awssdk.services.ec2.model.DeleteImageUsageReportRequest;
import software.amazon.awssdk.services.ec2.model.DeregisterImageRequest;
import software.amazon.awssdk.services.ec2.model.DescribeFastLaunchImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImageAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImageReferencesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImageUsageReportEntriesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImageUsageReportsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DisableImageDeprecationRequest;
import software.amazon.awssdk.services.ec2.model.DisableImageDeregistrationProtectionRequest;
import software.amazon.awssdk.services.ec2.model.DisableImageRequest;
import software.amazon.awssdk.services.ec2.model.EnableImageDeprecationRequest;
import software.amazon.awssdk.services.ec2.model.EnableImageDeregistrationProtectionRequest;
import software.amazon.awssdk.services.ec2.model.EnableImageRequest;
import software.amazon.awssdk.services.ec2.model.GetImageAncestryRequest;
import software.amazon.awssdk.services.ec2.model.ListImagesInRecycleBinRequest;
import software.amazon.awssdk.services.ec2.model.ModifyImageAttributeRequest;
import software.amazon.awssdk.services.ec2.model.RegisterImageRequest;
import software.amazon.awssdk.services.ec2.model.ResetImageAttributeRequest;
import software.amazon.awssdk.services.ec2.model.RestoreImageFromRecycleBinRequest;

/** The actions on images. Each is a method of the class that is named here. */
public final class ImageActions {
  private final CreateImage create;
  private final RegisterImage register;
  private final CopyImage copy;
  private final DeregisterImage deregister;
  private final DescribeImages describe;
  private final ImageAttributes attributes;
  private final ImageStates states;
  private final ImageRecycleBin recycleBin;
  private final ImageAncestry ancestry;
  private final ImageReferences references;
  private final ImageUsageReports reports;

  public ImageActions(Datacenter datacenter, Captures captures) {
    this.create = new CreateImage(datacenter, captures);
    this.register = new RegisterImage(datacenter);
    this.copy = new CopyImage(datacenter);
    this.deregister = new DeregisterImage(datacenter);
    this.describe = new DescribeImages(datacenter);
    this.attributes = new ImageAttributes(datacenter);
    this.states = new ImageStates(datacenter);
    this.recycleBin = new ImageRecycleBin(datacenter);
    this.ancestry = new ImageAncestry(datacenter);
    this.references = new ImageReferences(datacenter);
    this.reports = new ImageUsageReports(datacenter);
  }

  /** All its actions by name. */
  public Map<String, Action> all() {
    Map<String, Action> all = new HashMap<>(changes());
    all.putAll(queries());
    return all;
  }

  private Map<String, Action> changes() {
    return Map.ofEntries(
        entry("CreateImage", Action.of(CreateImageRequest::builder, create::answer)),
        entry("RegisterImage", Action.of(RegisterImageRequest::builder, register::answer)),
        entry("CopyImage", Action.of(CopyImageRequest::builder, copy::answer)),
        entry("DeregisterImage", Action.of(DeregisterImageRequest::builder, deregister::answer)),
        entry(
            "ModifyImageAttribute",
            Action.of(ModifyImageAttributeRequest::builder, attributes::modify)),
        entry(
            "ResetImageAttribute",
            Action.of(ResetImageAttributeRequest::builder, attributes::reset)),
        entry("EnableImage", Action.of(EnableImageRequest::builder, states::enable)),
        entry("DisableImage", Action.of(DisableImageRequest::builder, states::disable)),
        entry(
            "EnableImageDeprecation",
            Action.of(EnableImageDeprecationRequest::builder, states::deprecate)),
        entry(
            "DisableImageDeprecation",
            Action.of(DisableImageDeprecationRequest::builder, states::undeprecate)),
        entry(
            "EnableImageDeregistrationProtection",
            Action.of(EnableImageDeregistrationProtectionRequest::builder, states::protect)),
        entry(
            "DisableImageDeregistrationProtection",
            Action.of(DisableImageDeregistrationProtectionRequest::builder, states::unprotect)),
        entry(
            "RestoreImageFromRecycleBin",
            Action.of(RestoreImageFromRecycleBinRequest::builder, recycleBin::restore)));
  }

  private Map<String, Action> queries() {
    return Map.ofEntries(
        entry(
            "DescribeFastLaunchImages",
            Action.of(DescribeFastLaunchImagesRequest::builder, ancestry::fastLaunch)),
        entry("GetImageAncestry", Action.of(GetImageAncestryRequest::builder, ancestry::answer)),
        entry("DescribeImages", Action.of(DescribeImagesRequest::builder, describe::answer)),
        entry(
            "DescribeImageAttribute",
            Action.of(DescribeImageAttributeRequest::builder, attributes::describe)),
        entry(
            "ListImagesInRecycleBin",
            Action.of(ListImagesInRecycleBinRequest::builder, recycleBin::list)),
        entry(
            "DescribeImageReferences",
            Action.of(DescribeImageReferencesRequest::builder, references::answer)),
        entry(
            "CreateImageUsageReport",
            Action.of(CreateImageUsageReportRequest::builder, reports::create)),
        entry(
            "DescribeImageUsageReports",
            Action.of(DescribeImageUsageReportsRequest::builder, reports::describe)),
        entry(
            "DescribeImageUsageReportEntries",
            Action.of(DescribeImageUsageReportEntriesRequest::builder, reports::describeEntries)),
        entry(
            "DeleteImageUsageReport",
            Action.of(DeleteImageUsageReportRequest::builder, reports::delete)));
  }
}
