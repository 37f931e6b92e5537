"""The two queues of .ci/sam, from outside: queues.py ENDPOINT create | codes | event."""
import json
import sys

import boto3

endpoint, command = sys.argv[1:]
sqs = boto3.client(
    "sqs", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="local", aws_secret_access_key="local"
)


def take_all(queue):
    """Takes every message off a queue, once it has given none."""
    url = sqs.get_queue_url(QueueName=queue)["QueueUrl"]
    while messages := sqs.receive_message(
        QueueUrl=url,
        MaxNumberOfMessages=10,
        MessageAttributeNames=["All"],
        MessageSystemAttributeNames=["All"],
    ).get("Messages"):
        for message in messages:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
            yield message


def record(message):
    """A message as the event source mapping hands it over."""
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message["Attributes"],
        "messageAttributes": {},
        "md5OfBody": message["MD5OfBody"],
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:us-east-1:000000000000:cleanup",
        "awsRegion": "us-east-1",
    }


if command == "create":
    for name in ("cleanup", "dead-letters"):
        sqs.create_queue(QueueName=name)
elif command == "codes":
    letters = take_all("dead-letters")
    print(*sorted(letter["MessageAttributes"]["afterdelete-code"]["StringValue"] for letter in letters))
elif command == "event":
    json.dump({"Records": [record(message) for message in take_all("cleanup")]}, sys.stdout)
else:
    sys.exit(f"not a command: {command}")
