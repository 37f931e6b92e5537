package dev.afterdelete.lambda;

/** Events in the shape in which AWS sends them. */
final class SampleEvents {
    /** Two messages: one with every field that SQS can fill, one as plain as they come. */
    static final String SQS = """
            {
              "Records": [
                {
                  "messageId": "059f36b4-87a3-44ab-83d2-661975830a7d",
                  "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a+/x==",
                  "body": "{\\"id\\": 123, \\"action\\": \\"deleted\\"}",
                  "attributes": {
                    "ApproximateReceiveCount": "1",
                    "AWSTraceHeader": "Root=1-5759e988-bd862e3fe1be46a994272793",
                    "SentTimestamp": "1545082649183",
                    "SenderId": "AIDAIENQZJOLO23YVJ4VO",
                    "MessageGroupId": "tenant-7",
                    "ApproximateFirstReceiveTimestamp": "1545082649185"
                  },
                  "messageAttributes": {
                    "producer": {
                      "stringValue": "recipe manager",
                      "stringListValues": [],
                      "binaryListValues": [],
                      "dataType": "String"
                    },
                    "digest": {
                      "binaryValue": "3q2+7w==",
                      "stringListValues": ["a", "b"],
                      "binaryListValues": ["AQI=", "Aw=="],
                      "dataType": "Binary"
                    }
                  },
                  "md5OfMessageAttributes": "6a204bd89f3c8348afd5c77c717a097a",
                  "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
                  "eventSource": "aws:sqs",
                  "eventSourceARN": "arn:aws:sqs:eu-central-1:123456789012:afterdelete",
                  "awsRegion": "eu-central-1"
                },
                {
                  "messageId": "2e1424d4-f796-459a-8184-9c92662be6da",
                  "receiptHandle": "AQEBzWwaftRI0KuVm4tP+/7q1rGgNqicHq",
                  "body": "r\\u00fcckw\\u00e4rts \\ud83c\\udf72",
                  "attributes": { "ApproximateReceiveCount": "2" },
                  "messageAttributes": {},
                  "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
                  "eventSource": "aws:sqs",
                  "eventSourceARN": "arn:aws:sqs:eu-central-1:123456789012:afterdelete",
                  "awsRegion": "eu-central-1"
                }
              ]
            }""";

    /** A DELETE of a row, as an HTTP API with IAM authorisation sends it. */
    static final String HTTP = """
            {
              "version": "2.0",
              "routeKey": "DELETE /{table}/{id}",
              "rawPath": "/prod/recipes/123",
              "rawQueryString": "dry=1&dry=2",
              "cookies": ["session=abc", "lang=de"],
              "headers": {
                "accept": "application/json",
                "content-length": "0",
                "host": "r3pmxmplak.execute-api.eu-central-1.amazonaws.com",
                "x-amzn-trace-id": "Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e",
                "x-forwarded-for": "205.255.255.176"
              },
              "queryStringParameters": { "dry": "1,2" },
              "requestContext": {
                "accountId": "123456789012",
                "apiId": "r3pmxmplak",
                "authentication": null,
                "authorizer": {
                  "iam": { "accessKey": "AKIA", "accountId": "123456789012", "cognitoIdentity": null }
                },
                "domainName": "r3pmxmplak.execute-api.eu-central-1.amazonaws.com",
                "domainPrefix": "r3pmxmplak",
                "http": {
                  "method": "DELETE",
                  "path": "/prod/recipes/123",
                  "protocol": "HTTP/1.1",
                  "sourceIp": "205.255.255.176",
                  "userAgent": "curl/8.5.0"
                },
                "requestId": "JKJaXmPLvHcESHA=",
                "routeKey": "DELETE /{table}/{id}",
                "stage": "prod",
                "time": "10/Mar/2026:05:16:23 +0000",
                "timeEpoch": 1773119783447
              },
              "pathParameters": { "table": "recipes", "id": "123" },
              "stageVariables": { "colour": "blue" },
              "body": "eyJ9",
              "isBase64Encoded": true
            }""";

    /** The tick of a schedule. */
    static final String SCHEDULE = """
            {
              "version": "0",
              "id": "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa",
              "detail-type": "Scheduled Event",
              "source": "aws.events",
              "account": "123456789012",
              "time": "2026-10-08T16:53:06Z",
              "region": "eu-central-1",
              "resources": ["arn:aws:events:eu-central-1:123456789012:rule/afterdelete-sweep"],
              "detail": { "n": 1, "f": 1.5, "big": 12345678901234567890, "t": [true, false, null, "x", {}] }
            }""";

    private SampleEvents() {}
}
