package org.mucura.core.upload;

import java.util.List;
import java.util.Optional;
import org.mucura.core.blob.Contents;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.core.reclaim.ContentOwner;
import org.osgi.service.component.annotations.Component;

/** Records of uploads, as reclaim sees them: names come to them from parts. */
@Component(service = ContentOwner.class, property = "record=upload")
public final class UploadOwner implements ContentOwner {

  private final UploadCodec codec = new UploadCodec();

  @Override
  public RecordType type() {
    return RecordType.UPLOAD;
  }

  @Override
  public boolean fenced() {
    return true;
  }

  @Override
  public Names names(Fields record) {
    UploadRecord upload = codec.read(record);
    List<Contents> held =
        upload.state() instanceof UploadState.Done done
            ? done.uncleared().stream().toList()
            : upload.manifest().map(Manifest::contents).stream().toList();
    return new Names(held, List.of());
  }

  @Override
  public Place place(Stored<Fields> record) {
    UploadKey key = UploadKey.ofRecord(record.key());
    return new Place(key.key(), Optional.of(key.uploadId()));
  }
}
