/**
 * What {@code deploy/aws} gives an account: that the template makes what the policy says, and that
 * the policy allows what Kiln does and little else. Read {@code Policy} first.
 */
@NullMarked
package dev.kiln.cli.account;

import org.jspecify.annotations.NullMarked;
