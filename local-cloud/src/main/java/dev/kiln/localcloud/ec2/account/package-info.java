/**
 * Regions, zones, and the settings of an account in a region. Read {@link
 * dev.kiln.localcloud.ec2.account.AccountActions} first: it lists every action.
 */
@NullMarked
package dev.kiln.localcloud.ec2.account;

import org.jspecify.annotations.NullMarked;
