/**
 * The settings of a local cloud, in one record. Read {@link
 * dev.kiln.localcloud.settings.LocalCloudSettings} first.
 */
@NullMarked
package dev.kiln.localcloud.settings;

import org.jspecify.annotations.NullMarked;
