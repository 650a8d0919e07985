package org.mucura.s3.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.Test;
import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.QueryString;

public class OperationTableTest {

  @Test
  public void everyOperationIsFoundByWhatItsRequestsLookLike() {
    for (S3Operation operation : S3Operation.values()) {
      WireForm form = operation.form();
      S3Operation found = resolve(form, "");
      assertThat(found.form()).as(operation.operationName()).isEqualTo(form);
      assertThat(found.service()).isNotEqualTo(Service.OLD_NAME);
      if (operation.service() != Service.OLD_NAME) {
        assertThat(found).isEqualTo(operation);
      }
    }
  }

  @Test
  public void noTwoOperationsLookAlikeButOldNames() {
    List<String> forms =
        Arrays.stream(S3Operation.values())
            .filter(operation -> operation.service() != Service.OLD_NAME)
            .map(operation -> operation.form().toString())
            .toList();
    assertThat(forms).doesNotHaveDuplicates();
  }

  @Test
  public void theNotationOfFormsIsReadAsItIsWritten() {
    for (S3Operation operation : S3Operation.values()) {
      String notation = operation.form().toString();
      assertThat(WireForm.parse(notation)).hasToString(notation).isEqualTo(operation.form());
    }
  }

  @Test
  public void namesAreThoseOfAws() {
    assertThat(S3Operation.values()).hasSize(118);
    assertThat(S3Operation.LIST_OBJECTS_V2.operationName()).isEqualTo("ListObjectsV2");
    assertThat(S3Operation.GET_BUCKET_ACL.operationName()).isEqualTo("GetBucketAcl");
  }

  @Test
  public void whatClientsAddForThemselvesDoesNotMatter() {
    for (S3Operation operation : S3Operation.values()) {
      String more = "x-id=" + operation.operationName() + "&X-Amz-Signature=00&x-mine=1&=&&";
      assertThat(resolve(operation.form(), more).form()).isEqualTo(operation.form());
    }
  }

  @Test
  public void whatClientsSayTheyMeanMustBeWhatIsFound() {
    assertRefused(ErrorCode.INVALID_ARGUMENT, "PUT", Level.OBJECT, "x-id=CopyObject");
    assertRefused(ErrorCode.INVALID_ARGUMENT, "PUT", Level.OBJECT, "x-id=PutObject&x-id=GetObject");
    assertRefused(ErrorCode.NOT_IMPLEMENTED, "PUT", Level.OBJECT, "x-id=SparkleObject");
    assertRefused(ErrorCode.NOT_IMPLEMENTED, "GET", Level.OBJECT, "x-id");
  }

  @Test
  public void noSubresourceFallsThroughToAnotherOperation() {
    Set<String> subresources =
        Arrays.stream(S3Operation.values())
            .flatMap(operation -> operation.form().parameters().stream().limit(1))
            .map(WireForm.Parameter::name)
            .collect(Collectors.toSet());
    for (String subresource : subresources) {
      for (Level level : Level.values()) {
        for (String method : List.of("GET", "HEAD", "PUT", "POST", "DELETE")) {
          try {
            S3Operation found =
                OperationTable.resolve(
                    method, level, QueryString.parse(subresource).orElseThrow(), h -> false);
            boolean meant =
                found.form().names(subresource)
                    || (subresource.equals("partNumber") && method.matches("GET|HEAD"));
            assertThat(meant).as("%s %s ?%s: %s", method, level, subresource, found).isTrue();
          } catch (S3Exception refused) {
            assertThat(refused.code())
                .isIn(
                    ErrorCode.METHOD_NOT_ALLOWED,
                    ErrorCode.INVALID_ARGUMENT,
                    ErrorCode.NOT_IMPLEMENTED);
          }
        }
      }
    }
  }

  @Test
  public void aSubresourceThatNobodyKnowsIsRefused() {
    assertRefused(ErrorCode.NOT_IMPLEMENTED, "PUT", Level.OBJECT, "sparkle");
    assertRefused(ErrorCode.NOT_IMPLEMENTED, "GET", Level.BUCKET, "prefix=a&sparkle");
  }

  @Test
  public void whatChangesSomethingIsRefusedWithAParameterThatNobodyKnows() {
    for (String unknown :
        List.of("sparkle=1", "tagging2=a", "prefix=a", "response-content-type=a/b")) {
      assertRefused(ErrorCode.NOT_IMPLEMENTED, "PUT", Level.OBJECT, unknown);
      assertRefused(ErrorCode.NOT_IMPLEMENTED, "DELETE", Level.OBJECT, unknown);
      assertRefused(ErrorCode.NOT_IMPLEMENTED, "DELETE", Level.BUCKET, unknown);
      assertRefused(ErrorCode.NOT_IMPLEMENTED, "PUT", Level.BUCKET, unknown);
      assertRefused(ErrorCode.NOT_IMPLEMENTED, "POST", Level.OBJECT, "uploadId=1&" + unknown);
      assertRefused(ErrorCode.NOT_IMPLEMENTED, "POST", Level.BUCKET, "delete&" + unknown);
    }
    assertRefused(ErrorCode.METHOD_NOT_ALLOWED, "DELETE", Level.OBJECT, "retention");
  }

  @Test
  public void whoeverRefusesOldSignaturesIsAsked() {
    String old = "AWSAccessKeyId=A&Expires=1&Signature=a%3D";
    assertThat(resolve("PUT", Level.OBJECT, old)).isEqualTo(S3Operation.PUT_OBJECT);
  }

  @Test
  public void whatTwoCouldReadDifferentlyIsRefused() {
    assertRefused(
        ErrorCode.INVALID_ARGUMENT, "PUT", Level.OBJECT, "partNumber=1&partNumber=2&uploadId=a");
    assertRefused(ErrorCode.INVALID_ARGUMENT, "DELETE", Level.OBJECT, "uploadId=a&uploadId=b");
    assertRefused(ErrorCode.INVALID_ARGUMENT, "DELETE", Level.OBJECT, "versionId=null&versionId=3");
  }

  @Test
  public void aParameterWithAValueThatNobodyKnowsIsPassedOverByReadsAsByAws() {
    assertThat(resolve("GET", Level.OBJECT, "sparkle=1")).isEqualTo(S3Operation.GET_OBJECT);
    assertThat(resolve("GET", Level.BUCKET, "prefix&delimiter="))
        .isEqualTo(S3Operation.LIST_OBJECTS);
  }

  @Test
  public void subresourcesThatContradictEachOtherAreRefused() {
    assertRefused(ErrorCode.INVALID_ARGUMENT, "GET", Level.OBJECT, "acl&tagging");
    assertRefused(ErrorCode.INVALID_ARGUMENT, "GET", Level.OBJECT, "uploadId=1&acl");
    assertRefused(ErrorCode.INVALID_ARGUMENT, "PUT", Level.OBJECT, "partNumber=1");
    assertRefused(ErrorCode.INVALID_ARGUMENT, "PUT", Level.OBJECT, "versionId=1");
    assertRefused(ErrorCode.METHOD_NOT_ALLOWED, "PUT", Level.OBJECT, "uploadId=1");
    assertRefused(ErrorCode.INVALID_ARGUMENT, "GET", Level.BUCKET, "list-type=1");
    assertRefused(ErrorCode.INVALID_ARGUMENT, "GET", Level.BUCKET, "list-type");
  }

  @Test
  public void aMethodThatS3DoesNotKnowIsRefused() {
    assertRefused(ErrorCode.METHOD_NOT_ALLOWED, "PATCH", Level.OBJECT, "");
    assertRefused(ErrorCode.METHOD_NOT_ALLOWED, "PUT", Level.SERVICE, "");
    assertRefused(ErrorCode.METHOD_NOT_ALLOWED, "POST", Level.OBJECT, "");
  }

  @Test
  public void versionsAndPartsAreParametersOfReads() {
    assertThat(resolve("GET", Level.OBJECT, "versionId=null&partNumber=2"))
        .isEqualTo(S3Operation.GET_OBJECT);
    assertThat(resolve("DELETE", Level.OBJECT, "versionId=null"))
        .isEqualTo(S3Operation.DELETE_OBJECT);
  }

  private static S3Operation resolve(WireForm form, String more) {
    String query =
        form.parameters().stream()
            .map(p -> p.name() + "=" + p.value().orElse("1"))
            .collect(Collectors.joining("&"));
    return OperationTable.resolve(
        form.method(),
        form.level(),
        QueryString.parse(query + "&" + more).orElseThrow(),
        header -> form.header().stream().anyMatch(header::equals));
  }

  private static S3Operation resolve(String method, Level level, String query) {
    return OperationTable.resolve(
        method, level, QueryString.parse(query).orElseThrow(), header -> false);
  }

  private static void assertRefused(ErrorCode code, String method, Level level, String query) {
    ThrowingCallable resolving = () -> resolve(method, level, query);
    assertThatThrownBy(resolving)
        .as("%s %s ?%s", method, level, query)
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }
}
