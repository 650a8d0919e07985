package org.mucura.s3.resource;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.Optional;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.bucket.BucketPage;
import org.mucura.core.bucket.BucketQuery;
import org.mucura.core.bucket.Buckets;
import org.mucura.s3.exchange.Answer;
import org.mucura.s3.failure.Failures;
import org.mucura.s3.request.S3Request;
import org.mucura.s3.xml.XmlWriter;

/** What is asked of the service as a whole. */
public final class ServiceResource {

  private final Buckets buckets;
  private final Owners owners;

  public ServiceResource(Buckets buckets, Owners owners) {
    this.buckets = buckets;
    this.owners = owners;
  }

  /**
   * Lists the buckets of the account.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html">ListBuckets
   *     </a>
   */
  @GET
  @Path("ListBuckets")
  public Answer listBuckets(@Context S3Request request) {
    int max = request.number("max-buckets", 1, BucketQuery.MAX);
    if (max > BucketQuery.MAX) {
      throw Failures.invalidArgument(
          "max-buckets",
          Integer.toString(max),
          "Argument max-buckets must be an integer between 1 and " + BucketQuery.MAX);
    }
    Optional<String> prefix = request.parameter("prefix");
    String account = request.account();
    BucketPage page =
        buckets.list(
            account,
            new BucketQuery(
                prefix.orElse(""),
                request.parameter("continuation-token"),
                max,
                request.parameter("bucket-region")));
    return Answer.xml(
        200,
        xml -> {
          xml.root("ListAllMyBucketsResult");
          owners.write(xml, "Owner", account);
          xml.open("Buckets");
          for (Bucket bucket : page.buckets()) {
            xml.open("Bucket");
            xml.element("Name", bucket.name());
            xml.element("CreationDate", bucket.created());
            xml.element("BucketRegion", bucket.region());
            xml.close("Bucket");
          }
          xml.close("Buckets");
          xml.element("Prefix", prefix.map(XmlWriter::printable));
          xml.element("ContinuationToken", page.next());
          xml.close("ListAllMyBucketsResult");
        });
  }
}
