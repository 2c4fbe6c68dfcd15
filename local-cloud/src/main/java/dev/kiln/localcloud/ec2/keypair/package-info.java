/**
 * Key pairs. Read {@link dev.kiln.localcloud.ec2.keypair.KeyPairActions} first: it lists every
 * action.
 */
@NullMarked
package dev.kiln.localcloud.ec2.keypair;

import org.jspecify.annotations.NullMarked;
