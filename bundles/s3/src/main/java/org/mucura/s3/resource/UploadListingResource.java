package org.mucura.s3.resource;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.mucura.core.upload.PartInfo;
import org.mucura.core.upload.PartPage;
import org.mucura.core.upload.PartQuery;
import org.mucura.core.upload.Upload;
import org.mucura.core.upload.UploadPage;
import org.mucura.core.upload.UploadPage.Marker;
import org.mucura.core.upload.UploadQuery;
import org.mucura.core.upload.Uploads;
import org.mucura.s3.exchange.Answer;
import org.mucura.s3.header.ObjectHeaders;
import org.mucura.s3.request.S3Request;
import org.mucura.s3.xml.XmlWriter;

/** Lists uploads and their parts. */
public final class UploadListingResource {

  private static final int PARTS_MAX = 1000;

  private final Uploads uploads;
  private final Owners owners;

  public UploadListingResource(Uploads uploads, Owners owners) {
    this.uploads = uploads;
    this.owners = owners;
  }

  /**
   * Lists the uploads under way in a bucket.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html">
   *     ListMultipartUploads</a>
   */
  @GET
  @Path("ListMultipartUploads")
  public Answer listMultipartUploads(@Context S3Request request) {
    ListingParameters asked = ListingParameters.parse(request, "max-uploads");
    Optional<String> keyMarker = request.parameter("key-marker");
    Optional<String> idMarker = request.parameter("upload-id-marker");
    UploadPage page =
        uploads.list(
            request.bucket(),
            new UploadQuery(asked.prefix(), asked.delimiter(), keyMarker, idMarker, asked.max()));
    return Answer.xml(
        200,
        xml -> {
          xml.root("ListMultipartUploadsResult");
          xml.element("Bucket", request.bucket().name());
          xml.element("KeyMarker", asked.echo(keyMarker.orElse("")));
          xml.element("UploadIdMarker", asked.echo(idMarker.orElse("")));
          xml.element("NextKeyMarker", page.next().map(Marker::key).map(asked.encode()));
          xml.element("NextUploadIdMarker", page.next().flatMap(Marker::uploadId));
          xml.element("Prefix", asked.echo(asked.prefix()));
          xml.element("Delimiter", asked.delimiter().map(asked::echo));
          xml.element("EncodingType", asked.encodingType());
          xml.element("MaxUploads", asked.max());
          xml.element("IsTruncated", page.next().isPresent());
          for (Upload upload : page.uploads()) {
            xml.open("Upload").element("Key", asked.encode().apply(upload.key()));
            xml.element("UploadId", upload.id());
            writeUpload(xml, upload);
            xml.element("Initiated", upload.initiated()).close("Upload");
          }
          ListingResource.writePrefixes(xml, asked, page.commonPrefixes());
          xml.close("ListMultipartUploadsResult");
        });
  }

  /**
   * Lists the parts of an upload.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html">ListParts</a>
   */
  @GET
  @Path("ListParts")
  public Answer listParts(@Context S3Request request) {
    int after = request.number("part-number-marker", 0, 0);
    int max = Math.min(request.number("max-parts", 0, PARTS_MAX), PARTS_MAX);
    ListingParameters asked = ListingParameters.parse(request, "max-parts");
    PartPage page = uploads.listParts(new PartQuery(PartResource.upload(request), after, max));
    return Answer.xml(
        200,
        xml -> {
          xml.root("ListPartsResult");
          xml.element("Bucket", request.bucket().name());
          xml.element("Key", asked.encode().apply(request.key()));
          xml.element("UploadId", page.upload().id());
          writeUpload(xml, page.upload());
          xml.element("PartNumberMarker", after);
          xml.element("NextPartNumberMarker", lastOf(page).orElse(0));
          xml.element("MaxParts", max);
          xml.element("EncodingType", asked.encodingType());
          xml.element("IsTruncated", page.next().isPresent());
          for (PartInfo part : page.parts()) {
            write(xml, part);
          }
          xml.close("ListPartsResult");
        });
  }

  private static OptionalInt lastOf(PartPage page) {
    return page.parts().isEmpty()
        ? page.next()
        : OptionalInt.of(page.parts().get(page.parts().size() - 1).number());
  }

  private static void write(XmlWriter xml, PartInfo part) throws IOException {
    xml.open("Part").element("PartNumber", part.number());
    xml.element("LastModified", part.lastModified());
    xml.element("ETag", ObjectHeaders.etag(part.etag()));
    xml.element("Size", part.size());
    UploadChecksum.writeValue(xml, part.checksum(), OptionalInt.empty());
    xml.close("Part");
  }

  /** Writes what both listings say of an upload. */
  private void writeUpload(XmlWriter xml, Upload upload) throws IOException {
    String owner = owners.canonicalId(upload.account());
    Owners.writeId(xml, "Initiator", owner);
    Owners.writeId(xml, "Owner", owner);
    xml.element("StorageClass", upload.storageClass());
    xml.element("ChecksumAlgorithm", upload.algorithm().map(Enum::name));
    xml.element("ChecksumType", upload.type().map(Enum::name));
  }
}
