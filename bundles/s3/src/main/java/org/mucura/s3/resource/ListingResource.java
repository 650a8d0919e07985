package org.mucura.s3.resource;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.mucura.core.object.ListedObject;
import org.mucura.core.object.Listing;
import org.mucura.core.object.ObjectPage;
import org.mucura.core.object.ObjectQuery;
import org.mucura.s3.exchange.Answer;
import org.mucura.s3.header.ObjectHeaders;
import org.mucura.s3.request.S3Request;
import org.mucura.s3.xml.XmlWriter;

/** Lists the objects of buckets. */
public final class ListingResource {

  private final Listing listing;
  private final Owners owners;

  public ListingResource(Listing listing, Owners owners) {
    this.listing = listing;
    this.owners = owners;
  }

  /**
   * Lists objects from a marker on.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html">ListObjects
   *     </a>
   */
  @GET
  @Path("ListObjects")
  public Answer listObjects(@Context S3Request request) {
    ListingParameters asked = ListingParameters.parse(request, "max-keys");
    Optional<String> marker = request.parameter("marker");
    ObjectPage page = list(request, asked, marker);
    return Answer.xml(
        200,
        xml -> {
          begin(xml, request, asked);
          xml.element("Marker", asked.echo(marker.orElse("")));
          if (asked.delimiter().isPresent() || !page.next().equals(lastKey(page))) {
            // Elsewhere clients go on behind the last key, and AWS leaves this out.
            xml.element("NextMarker", page.next().map(asked.encode()));
          }
          end(xml, asked, page, true);
        });
  }

  /**
   * Lists objects by continuation tokens.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">
   *     ListObjectsV2</a>
   */
  @GET
  @Path("ListObjectsV2")
  public Answer listObjectsV2(@Context S3Request request) {
    ListingParameters asked = ListingParameters.parse(request, "max-keys");
    Optional<String> startAfter = request.parameter("start-after");
    Optional<String> token = request.query().first("continuation-token");
    ObjectPage page =
        list(request, asked, token.map(ContinuationToken::decode).or(() -> startAfter));
    boolean withOwner =
        request.query().first("fetch-owner").filter("true"::equalsIgnoreCase).isPresent();
    return Answer.xml(
        200,
        xml -> {
          begin(xml, request, asked);
          xml.element("StartAfter", startAfter.map(asked::echo));
          xml.element("ContinuationToken", token);
          xml.element("NextContinuationToken", page.next().map(ContinuationToken::encode));
          xml.element("KeyCount", page.objects().size() + page.commonPrefixes().size());
          end(xml, asked, page, withOwner);
        });
  }

  private static Optional<String> lastKey(ObjectPage page) {
    List<ListedObject> objects = page.objects();
    return objects.isEmpty()
        ? Optional.empty()
        : Optional.of(objects.get(objects.size() - 1).key());
  }

  private ObjectPage list(S3Request request, ListingParameters asked, Optional<String> after) {
    return listing.list(
        request.bucket(), new ObjectQuery(asked.prefix(), asked.delimiter(), after, asked.max()));
  }

  private static void begin(XmlWriter xml, S3Request request, ListingParameters asked)
      throws IOException {
    xml.root("ListBucketResult");
    xml.element("Name", request.bucket().name());
    xml.element("Prefix", asked.echo(asked.prefix()));
    xml.element("Delimiter", asked.delimiter().map(asked::echo));
    xml.element("MaxKeys", asked.max());
    xml.element("EncodingType", asked.encodingType());
  }

  private void end(XmlWriter xml, ListingParameters asked, ObjectPage page, boolean withOwner)
      throws IOException {
    xml.element("IsTruncated", page.truncated());
    OwnerOfPage owner = new OwnerOfPage();
    for (ListedObject object : page.objects()) {
      xml.open("Contents");
      xml.element("Key", asked.encode().apply(object.key()));
      xml.element("LastModified", object.lastModified());
      xml.element("ETag", ObjectHeaders.etag(object.etag()));
      if (object.checksum().isPresent()) {
        xml.element("ChecksumAlgorithm", object.checksum().get().algorithm().name());
        xml.element("ChecksumType", object.checksum().get().type().name());
      }
      xml.element("Size", object.size());
      if (withOwner) {
        Owners.writeId(xml, "Owner", owner.canonicalId(object.owner()));
      }
      xml.element("StorageClass", object.storageClass());
      xml.close("Contents");
    }
    writePrefixes(xml, asked, page.commonPrefixes());
    xml.close("ListBucketResult");
  }

  static void writePrefixes(XmlWriter xml, ListingParameters asked, Iterable<String> prefixes)
      throws IOException {
    for (String prefix : prefixes) {
      xml.open("CommonPrefixes");
      xml.element("Prefix", asked.encode().apply(prefix));
      xml.close("CommonPrefixes");
    }
  }

  /** Looks an owner up once, for the objects of a page have the same one as a rule. */
  private final class OwnerOfPage {

    private String account = "";
    private String canonicalId = "";

    String canonicalId(String of) {
      if (!of.equals(account)) {
        account = of;
        canonicalId = owners.canonicalId(of);
      }
      return canonicalId;
    }
  }
}
