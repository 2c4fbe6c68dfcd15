/** Who may use an image: the flags that name accounts, organizations and communities. */
@NullMarked
package dev.kiln.cli.receivers;

import org.jspecify.annotations.NullMarked;
