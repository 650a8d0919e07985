package org.mucura.core.walk;

import org.mucura.core.blob.StoredPart;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.format.Fields;
import org.mucura.core.format.Stored;
import org.mucura.core.reclaim.ContentNames;

/** A blob, and the record that names it as it was read. */
public record NamedBlob(
    ContentNames owner, Stored<Fields> record, BucketId bucket, StoredPart part) {}
