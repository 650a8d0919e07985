package org.mucura.core.upload;

import java.util.Optional;
import org.mucura.core.object.CopySource;
import org.mucura.spi.blob.BlobRange;

/**
 * A part to be copied from an object.
 *
 * @param range the bytes of the source; without one all; {@code InvalidArgument} if it does not lie
 *     within the source
 */
public record CopyPart(PartTarget target, CopySource source, Optional<BlobRange> range) {}
