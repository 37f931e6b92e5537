"""The deployed stack of .ci/deploy, from outside: stack.py STACK COMMAND [ARGUMENT...]; AWS_ENDPOINT_URL says where."""
import json
import re
import sys
import time

import boto3

stack, command, *arguments = sys.argv[1:]

# What LocalStack's community edition has no such thing of, and puts a stand-in for that does nothing. Whatever else
# falls back is a failure: it would look as if it had been tried.
MAY_FALL_BACK = {
    "AWS::ApiGatewayV2::Api",  # `sam local start-api` tries the API
    "AWS::ApiGatewayV2::Integration",
    "AWS::ApiGatewayV2::Route",
    "AWS::ApiGatewayV2::Stage",
    "AWS::CloudWatch::Dashboard",  # SightTest holds it against the code
}
FALLBACK = "not supported but was deployed as a fallback"


def client(service):
    return boto3.client(service)


def output(key):
    outputs = client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]["Outputs"]
    return next(each["OutputValue"] for each in outputs if each["OutputKey"] == key)


def secret(password):
    """Makes the secret, or gives it another password; prints its ARN."""
    name, text = f"{stack}-database", json.dumps({"username": "root", "password": password})
    secrets = client("secretsmanager")
    try:
        print(secrets.create_secret(Name=name, SecretString=text)["ARN"])
    except secrets.exceptions.ResourceExistsException:
        print(secrets.put_secret_value(SecretId=name, SecretString=text)["ARN"])


def fallbacks():
    """Prints which types were really made, and which were let pass."""
    events = client("cloudformation").get_paginator("describe_stack_events").paginate(StackName=stack)
    fallen, whole = set(), set()
    for event in (event for page in events for event in page["StackEvents"]):
        lacks = FALLBACK in event.get("ResourceStatusReason", "")
        (fallen if lacks else whole).add(event["ResourceType"])
    whole -= fallen | {"AWS::CloudFormation::Stack"}
    print("  made:    ", *sorted(whole))
    print("  let pass:", *sorted(fallen))
    for kind in sorted(fallen - MAY_FALL_BACK):
        print(f"  {kind} was not really made")
    sys.exit(1 if fallen - MAY_FALL_BACK else 0)


def send(body):
    client("sqs").send_message(QueueUrl=output("QueueUrl"), MessageBody=body)


def letter(code):
    """There is one dead letter, and it says why."""
    for _ in range(30):
        answer = client("sqs").receive_message(
            QueueUrl=output("DeadLetterQueueUrl"), MessageAttributeNames=["All"], MaxNumberOfMessages=10, WaitTimeSeconds=1
        )
        letters = answer.get("Messages", [])
        if letters:
            attributes = {name: value["StringValue"] for name, value in letters[0]["MessageAttributes"].items()}
            print("  ", letters[0]["Body"], attributes["afterdelete-code"], "-", attributes["afterdelete-reason"])
            sys.exit(0 if len(letters) == 1 and attributes["afterdelete-code"] == code else 1)
    sys.exit("there is no dead letter")


def invoke(function, file, expected):
    """Invokes what the alias leads to, as API and schedule do."""
    with open(file, encoding="utf-8") as event:
        answer = client("lambda").invoke(FunctionName=output(f"{function}Name"), Qualifier="live", Payload=event.read())
    a = json.load(answer["Payload"])
    print("  answer:", a)
    sys.exit(0 if "FunctionError" not in answer and eval(expected, {"a": a}) else f"was to satisfy: {expected}")


def log_lines():
    """Of all functions: LocalStack does not write to the group that LoggingConfig names."""
    logs = client("logs")
    groups = [group["logGroupName"] for group in logs.describe_log_groups(logGroupNamePrefix="/aws/lambda/")["logGroups"]]
    return [
        line
        for group in groups
        for page in logs.get_paginator("filter_log_events").paginate(logGroupName=group)
        for event in page["events"]
        for line in event["message"].splitlines()
    ]


def logs():
    print("\n".join(log_lines()[-60:]))


def cached():
    """The consumer's JVM, told to name each class, reads none of ours and of the driver's from a jar. Logs arrive late."""
    functions, name = client("lambda"), output("CleanupFunctionName")
    told = functions.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
    told["JAVA_TOOL_OPTIONS"] = "-Xlog:class+load"
    functions.update_function_configuration(FunctionName=name, Environment={"Variables": told})
    functions.get_waiter("function_updated_v2").wait(FunctionName=name)
    with open("events/plain-message.json", encoding="utf-8") as event:
        answer = json.load(functions.invoke(FunctionName=name, Payload=event.read())["Payload"])
    for _ in range(30):
        loaded = [line for line in log_lines() if "[class,load]" in line] if answer == {"batchItemFailures": []} else []
        if loaded: # LocalStack keeps what an invocation writes, not what a start does
            read = [line for line in loaded if re.search(r"\b(dev\.afterdelete|com\.mysql)\S* source: (file|jar):", line)]
            print(f"  {len(loaded)} classes loaded after the start, {len(read)} of them from jars", *read[:3], sep="\n  ")
            sys.exit(1 if read else 0)
        time.sleep(1)
    sys.exit(f"the consumer's classes were to be in its log; it answered {answer}")


def logged():
    """The consumer wrote metrics lines under its own name, one of them of its cold start. Logs arrive late."""
    name = output("CleanupFunctionName")
    for _ in range(30):
        lines = [json.loads(line) for line in log_lines() if line.startswith("{") and '"_aws"' in line]
        mine = [line for line in lines if line["Function"] == name]
        rows = sum(line.get("RowsDeleted", 0) for line in mine)
        starts = sum(line.get("ColdStarts", 0) for line in mine)
        if rows and starts:
            print(f"  {len(lines)} metrics lines; the consumer: {rows} rows deleted, {starts} cold starts")
            return
        time.sleep(1)
    sys.exit(f"the consumer's metrics lines were to be in its log, with its cold start; found: {mine}")


def left():
    """What is left of the stack, by kind."""
    return {
        "stacks": [s["StackName"] for s in client("cloudformation").list_stacks()["StackSummaries"]
                   if s["StackName"] == stack and s["StackStatus"] != "DELETE_COMPLETE"],
        "queues": client("sqs").list_queues().get("QueueUrls", []),
        "functions": [f["FunctionName"] for f in client("lambda").list_functions()["Functions"]],
        "mappings": [m["UUID"] for m in client("lambda").list_event_source_mappings()["EventSourceMappings"]],
        # But those that LocalStack makes by itself, because it does not write to the group that LoggingConfig names.
        "log groups": [g["logGroupName"] for g in client("logs").describe_log_groups()["logGroups"]
                       if not g["logGroupName"].startswith(f"/aws/lambda/{stack.split('-')[0]}-")],
        "roles": [r["RoleName"] for r in client("iam").list_roles()["Roles"] if r["RoleName"].startswith(stack)],
        "policies": [p["PolicyName"] for p in client("iam").list_policies(Scope="Local")["Policies"]],
        "alarms": [a["AlarmName"] for a in client("cloudwatch").describe_alarms()["MetricAlarms"]],
        "schedules": [s["Name"] for s in client("scheduler").list_schedules()["Schedules"]],
    }


def nothing():
    for _ in range(15):
        if not any(left().values()):
            print("  nothing is left")
            return
        time.sleep(1)
    sys.exit(f"still there: { {kind: names for kind, names in left().items() if names} }")


COMMANDS = {f.__name__: f for f in (secret, fallbacks, send, letter, invoke, cached, logs, logged, nothing)}
if command not in COMMANDS:
    sys.exit(f"not a command: {command}")
COMMANDS[command](*arguments)
