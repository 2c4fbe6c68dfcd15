/**
 * Launch templates: kept and shown, never launched. Read {@link
 * dev.kiln.localcloud.ec2.launchtemplate.LaunchTemplateActions} first: it lists every action.
 */
@NullMarked
package dev.kiln.localcloud.ec2.launchtemplate;

import org.jspecify.annotations.NullMarked;
