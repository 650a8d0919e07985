package org.mucura.core.scrub;

import org.mucura.core.blob.StoredPart;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.format.Fields;
import org.mucura.core.format.Stored;
import org.mucura.core.reclaim.ContentOwner;

/** A blob, and the record that names it as it was read. */
record NamedBlob(ContentOwner owner, Stored<Fields> record, BucketId bucket, StoredPart part) {}
