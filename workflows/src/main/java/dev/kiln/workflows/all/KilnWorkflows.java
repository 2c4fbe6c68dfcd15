package dev.kiln.workflows.all;

import dev.kiln.workflows.build.BuildWorkflowImpl;
import dev.kiln.workflows.build.PlanWorkflowImpl;
import dev.kiln.workflows.capture.CaptureWorkflowImpl;
import dev.kiln.workflows.catalog.CatalogWorkflowImpl;
import dev.kiln.workflows.catalog.CompareWorkflowImpl;
import dev.kiln.workflows.catalog.LineageWorkflowImpl;
import dev.kiln.workflows.copy.CopyWorkflowImpl;
import dev.kiln.workflows.copy.DistributeWorkflowImpl;
import dev.kiln.workflows.doctor.AccountWorkflowImpl;
import dev.kiln.workflows.doctor.CanaryWorkflowImpl;
import dev.kiln.workflows.image.ImageWorkflowImpl;
import dev.kiln.workflows.janitor.JanitorWorkflowImpl;
import dev.kiln.workflows.matrix.MatrixWorkflowImpl;
import dev.kiln.workflows.registry.MoveChannelWorkflowImpl;
import dev.kiln.workflows.registry.RecordReleaseWorkflowImpl;
import dev.kiln.workflows.registry.RegistryWorkflowImpl;
import dev.kiln.workflows.registry.SuccessorWorkflowImpl;
import dev.kiln.workflows.retire.RetirePlanWorkflowImpl;
import dev.kiln.workflows.retire.RetireWorkflowImpl;
import dev.kiln.workflows.share.PermissionsWorkflowImpl;
import dev.kiln.workflows.share.ShareWorkflowImpl;
import dev.kiln.workflows.validate.ValidateWorkflowImpl;
import java.util.List;

/** The workflows that a worker runs. */
public final class KilnWorkflows {
  /** Every implementation, for registration with a worker. */
  public static final List<Class<?>> IMPLEMENTATIONS =
      List.of(
          BuildWorkflowImpl.class,
          PlanWorkflowImpl.class,
          CaptureWorkflowImpl.class,
          CatalogWorkflowImpl.class,
          CompareWorkflowImpl.class,
          LineageWorkflowImpl.class,
          CopyWorkflowImpl.class,
          DistributeWorkflowImpl.class,
          AccountWorkflowImpl.class,
          CanaryWorkflowImpl.class,
          ImageWorkflowImpl.class,
          JanitorWorkflowImpl.class,
          MatrixWorkflowImpl.class,
          MoveChannelWorkflowImpl.class,
          RecordReleaseWorkflowImpl.class,
          RegistryWorkflowImpl.class,
          SuccessorWorkflowImpl.class,
          RetirePlanWorkflowImpl.class,
          RetireWorkflowImpl.class,
          PermissionsWorkflowImpl.class,
          ShareWorkflowImpl.class,
          ValidateWorkflowImpl.class);

  private KilnWorkflows() {}
}
