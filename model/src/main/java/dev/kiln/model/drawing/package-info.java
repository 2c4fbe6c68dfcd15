/**
 * Trees of images as pictures, for pages and other programs: {@link
 * dev.kiln.model.drawing.TreeSvg}, {@link dev.kiln.model.drawing.TreeDot} and {@link
 * dev.kiln.model.drawing.TreeMermaid}, all over the same {@link dev.kiln.model.drawing.ImageGraph}.
 */
@NullMarked
package dev.kiln.model.drawing;

import org.jspecify.annotations.NullMarked;
